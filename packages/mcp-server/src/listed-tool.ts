import { type Tool, type ToolSchema, toolSchema } from '@mockloop/tools';

/** What a list of tools says of one. */
export interface ListedTool {
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ToolSchema;
  readonly outputSchema: ToolSchema;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
  readonly _meta: Readonly<Record<string, unknown>>;
}

/** Schemas are made when they are first read. */
export function listedTool(tool: Tool): ListedTool {
  const { title, description, toolset, hints } = tool;
  return {
    title,
    description,
    get inputSchema() {
      return toolSchema(tool, 'input');
    },
    get outputSchema() {
      return toolSchema(tool, 'output');
    },
    annotations: {
      readOnlyHint: hints.readOnly,
      destructiveHint: hints.destructive,
      idempotentHint: hints.idempotent,
      openWorldHint: hints.openWorld,
    },
    _meta: { 'dev.mockloop/toolset': toolset },
  };
}
