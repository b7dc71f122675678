import {
  callTool,
  MAX_TEXT,
  MockLoopError,
  type MockLoopErrorCode,
  type MockLoopProblem,
  type Tool,
  type ToolContext,
  toolText,
} from '@mockloop/tools';

/** What a call of a tool answers, as every revision of MCP has it. */
export type CallResult = {
  content: ({ type: 'text'; text: string } | { type: 'resource_link'; uri: string; name: string })[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
  _meta?: ErrorMeta;
};

/** What goes with the text of an error: in `_meta` of a result, in `data` of an error of the protocol. */
export type ErrorMeta = {
  'dev.mockloop/error': { code: MockLoopErrorCode; problems: readonly MockLoopProblem[] };
};

/** A result with more resources than this names them in its text alone. */
const MAX_LINKS = 3;

/** Runs a tool. What goes wrong is a result, too: a model reads it and goes on from there. */
export async function callResult(tool: Tool, args: unknown, context: ToolContext): Promise<CallResult> {
  try {
    const output = await callTool(tool, args, context);
    const text = toolText(tool, output);
    return { content: [{ type: 'text', text }, ...resourceLinks(output)], structuredContent: { ...output } };
  } catch (error) {
    return errorResult(asMockLoopError(error, context));
  }
}

function errorResult(error: MockLoopError): CallResult {
  const text = error.message.slice(0, MAX_TEXT);
  return { isError: true, content: [{ type: 'text', text }], _meta: errorMeta(error) };
}

export function errorMeta({ code, problems }: MockLoopError): ErrorMeta {
  return { 'dev.mockloop/error': { code, problems } };
}

/** What MockLoop did not throw is told to its log alone: it may be no business of the caller's. */
export function asMockLoopError(error: unknown, { log }: Pick<ToolContext, 'log'>): MockLoopError {
  if (error instanceof MockLoopError) return error;
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return new MockLoopError('INTERNAL_ERROR', 'This failed within MockLoop.', {
    advice: 'Its log has the details. Please report it.',
    cause: error,
  });
}

/** Only what a tool says under `resource`, of the whole or of an entry of a list: bodies of others may hold addresses, too. */
function resourceLinks(output: object): CallResult['content'] {
  const parts = [output, ...Object.values(output).filter(Array.isArray).flat()] as readonly unknown[];
  const uris = new Set(parts.map(resourceOf).filter((uri) => uri !== undefined));
  if (uris.size > MAX_LINKS) return [];
  return [...uris].map((uri) => ({ type: 'resource_link', uri, name: uri.slice('mockloop://'.length) }));
}

function resourceOf(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null || !Object.hasOwn(part, 'resource')) return undefined;
  const { resource } = part as { readonly resource: unknown };
  return typeof resource === 'string' && resource.startsWith('mockloop://') ? resource : undefined;
}
