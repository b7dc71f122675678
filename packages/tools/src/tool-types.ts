/**
 * Arguments and results of every tool, by its name. That this is what the catalogue holds is checked by the compiler, in
 * `test/tool-types.test.ts`.
 */
export interface ToolTypes {}

/** The name of a tool. */
export type ToolName = keyof ToolTypes;
