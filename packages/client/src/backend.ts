import type { Progress, PromptMessage, ResourceContent, ToolHints, Toolset } from '@mockloop/tools';

/** What belongs to one call. */
export interface CallOptions {
  /** Ends the work; the call is rejected with `CANCELLED`. */
  readonly signal?: AbortSignal | undefined;
  /** Is told how far long work is. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a tool answered. */
export interface ToolAnswer {
  /** What a model reads: short, at most 25,000 characters. */
  readonly text: string;
  /** The whole result. */
  readonly output: object;
}

/** What a tool says of itself. */
export interface ToolInfo {
  /** snake_case. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: Toolset;
  readonly hints: ToolHints;
  /** JSON Schema 2020-12. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly outputSchema: Readonly<Record<string, unknown>>;
}

/** Where the tools of a client are: in this process, or behind an MCP server. Every failure is a `MockLoopError`. */
export interface Backend {
  call(name: string, args: unknown, options: CallOptions): Promise<ToolAnswer>;
  listTools(): Promise<readonly ToolInfo[]>;
  readResource(uri: string): Promise<ResourceContent>;
  prompt(name: string, args: Readonly<Record<string, string>>): Promise<readonly PromptMessage[]>;
  close(): Promise<void>;
}
