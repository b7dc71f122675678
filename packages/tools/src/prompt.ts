import type { ToolServices } from './tool-context.ts';

/** A prompt as MCP has them: text that carries what was computed from a document, for the caller's model to go on from. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /**
   * @param args By name; all arguments of prompts are text.
   * @throws {MockLoopError}
   */
  render(args: Readonly<Record<string, string>>, services: ToolServices): Promise<readonly PromptMessage[]>;
}

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  /** Values that begin with or contain what is there, the likeliest first; at most 100. */
  readonly complete?: CompleteArgument | undefined;
}

/** @param given The other arguments, as far as they are known. */
export type CompleteArgument = (
  value: string,
  services: ToolServices,
  given?: Readonly<Record<string, string>>,
) => Promise<readonly string[]>;

export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}
