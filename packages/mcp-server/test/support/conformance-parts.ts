import type { CallToolResult, GetPromptResult, RequestStateCodec, ServerNotifier } from '@modelcontextprotocol/server';

/** What the tools of the suite remember between the rounds of one call. */
export interface Round {
  readonly step: number;
  readonly name?: string;
}

/** What the parts of the server share. */
export interface Conformance {
  readonly codec: RequestStateCodec<Round>;
  /** Of the server that all clients reach. */
  readonly notify: () => ServerNotifier;
}

/** One pixel. */
export const png: string =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

export function textResult(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

export function userMessage(
  content: GetPromptResult['messages'][number]['content'],
): GetPromptResult['messages'][number] {
  return { role: 'user', content };
}
