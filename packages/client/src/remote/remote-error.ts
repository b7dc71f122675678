import { MockLoopError, type MockLoopErrorCode, type MockLoopProblem } from '@mockloop/tools/mockloop-error';
import { type CallToolResult, ProtocolError, SdkHttpError, UnauthorizedError } from '@modelcontextprotocol/client';

/** What goes with the text of an error, in `_meta` of a result and in `data` of a protocol error. */
interface ErrorMeta {
  readonly code: MockLoopErrorCode;
  readonly problems?: readonly MockLoopProblem[];
}

const META_KEY = 'dev.mockloop/error';

export function errorOfResult({ _meta }: CallToolResult, text: string): MockLoopError {
  return withMeta(metaIn(_meta) ?? { code: 'INTERNAL_ERROR' }, text);
}

interface Call {
  /** The server, as users named it. */
  readonly where: string;
  readonly signal: AbortSignal | undefined;
}

/** Any failure of the protocol or of the way to the server. */
export function asMockLoopError(error: unknown, { where, signal }: Call): MockLoopError {
  if (error instanceof MockLoopError) return error;
  if (signal?.aborted) return new MockLoopError('CANCELLED', 'The call was cancelled.', { cause: error });
  if (error instanceof ProtocolError) return withMeta(metaIn(error.data) ?? codeOf(error), error.message);
  if (error instanceof UnauthorizedError || (error instanceof SdkHttpError && error.status === 401)) {
    return new MockLoopError('UNAUTHORIZED', `The MCP server at ${where} wants a token.`, {
      advice: 'Pass the one that it printed when it started: connect({ url, token }).',
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new MockLoopError('UNREACHABLE', `The MCP server ${where} cannot be reached: ${reason}.`, {
    advice: 'Is it running, and is its address right?',
    cause: error,
  });
}

/** A resource that is not there has a shape of its own in the protocol. */
function codeOf({ data }: ProtocolError): ErrorMeta {
  const isResource = typeof data === 'object' && data !== null && 'uri' in data;
  return { code: isResource ? 'UNKNOWN_RESOURCE' : 'INTERNAL_ERROR' };
}

function metaIn(holder: unknown): ErrorMeta | undefined {
  if (typeof holder !== 'object' || holder === null || !(META_KEY in holder)) return undefined;
  return holder[META_KEY] as ErrorMeta;
}

/** The text has the problems in it already. */
function withMeta({ code, problems = [] }: ErrorMeta, text: string): MockLoopError {
  return Object.assign(new MockLoopError(code, text), { problems });
}
