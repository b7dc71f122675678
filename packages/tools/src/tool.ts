import type * as z from 'zod';
import type { ToolContext } from './tool-context.ts';

/** Sets of tools by which a face offers some of them. */
export type Toolset =
  | 'core'
  | 'scenarios'
  | 'testing'
  | 'analysis'
  | 'sessions'
  | 'context'
  | 'proxy'
  | 'security'
  | 'ai';

/** What a tool does to the world around it, as MCP's tool annotations say it. */
export interface ToolHints {
  /** It changes nothing. */
  readonly readOnly: boolean;
  /** It may undo or remove what was there. */
  readonly destructive: boolean;
  /** Called twice with the same arguments it does no more than once. */
  readonly idempotent: boolean;
  /** It may reach servers other than mocks on this machine. */
  readonly openWorld: boolean;
}

/** One capability of MockLoop. Every face (MCP, client, LangChain, command line) is derived from it. */
export interface Tool<Name extends string = string, Input extends object = object, Output extends object = object> {
  /** snake_case, a verb first. */
  readonly name: Name;
  readonly title: string;
  /** What it does and when to use it, what it returns, and one example: for a model. At most 400 tokens with the input schema. */
  readonly description: string;
  readonly toolset: Toolset;
  readonly hints: ToolHints;
  /** Of what callers give; what it parses to has the defaults filled in. */
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /**
   * Does the work. A method, so that a tool of any input is a `Tool`.
   *
   * @param args What `input` has parsed.
   * @throws {MockLoopError}
   */
  run(args: Input, context: ToolContext): Promise<Output>;
  /** What a model reads of a result. Default: the result as JSON. */
  summarize?(output: Output): string;
}
