import { MockLoopError, type MockLoopErrorCode, type MockLoopProblem } from '@mockloop/tools/mockloop-error';
import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  UnauthorizedError,
} from '@modelcontextprotocol/client';

/** What goes with the text of an error, under `dev.mockloop/error`: in `_meta` of a result, or in `data` of a protocol error. */
interface ErrorMeta {
  readonly code: MockLoopErrorCode;
  readonly problems?: readonly MockLoopProblem[];
}

const META = 'dev.mockloop/error';

/** Of a result with `isError`. */
export function errorOfResult({ _meta }: CallToolResult, text: string): MockLoopError {
  return withMeta(metaIn(_meta) ?? { code: 'INTERNAL_ERROR' }, text);
}

interface Asked {
  /** The server, as users named it. */
  readonly where: string;
  /** What it means that the server knows nothing of this name. */
  readonly unknown?: MockLoopErrorCode | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Any failure of the protocol or of the way to the server. */
export function asMockLoopError(error: unknown, { where, unknown, signal }: Asked): MockLoopError {
  if (error instanceof MockLoopError) return error;
  if (signal?.aborted) return new MockLoopError('CANCELLED', 'The call was cancelled.', { cause: error });
  if (error instanceof ProtocolError)
    return withMeta(metaIn(error.data) ?? { code: codeOf(error, unknown) }, error.message);
  if (error instanceof UnauthorizedError || (error instanceof SdkHttpError && error.status === 401)) {
    return new MockLoopError('UNAUTHORIZED', `The MCP server at ${where} wants a token.`, {
      advice: 'Pass the one that it printed when it started: connect({ url, token }).',
      cause: error,
    });
  }
  const { reason, advice } = failureOf(error, where);
  return new MockLoopError('UNREACHABLE', `The MCP server ${where} cannot be reached: ${reason}.`, {
    advice,
    cause: error,
  });
}

interface Failure {
  readonly reason: string;
  readonly advice: string;
}

/** Why there is no way to a server, in the words of those who asked for it. */
function failureOf(error: unknown, where: string): Failure {
  const isProgram = !/^https?:/i.test(where);
  if (isProgram && isObject(error) && error.code === 'ENOENT')
    return {
      reason: 'it is not found',
      advice: 'Is the command installed and its name right, and is its folder there?',
    };
  if (isProgram && error instanceof SdkError && error.code === SdkErrorCode.ConnectionClosed)
    return { reason: 'it ended before it answered', advice: 'What it wrote to stderr may say why.' };
  const reason = error instanceof Error ? error.message : String(error);
  const usual = isProgram ? where : new URL('/mcp', where).href;
  if (error instanceof SdkHttpError && error.status === 404 && usual !== where)
    return { reason, advice: `MockLoop answers at /mcp: did you mean ${usual}?` };
  return { reason, advice: 'Is it running, and is its address right?' };
}

/** Names are resolved by the SDK, whose errors have no code of MockLoop's. */
function codeOf({ code, message }: ProtocolError, unknown: MockLoopErrorCode = 'INTERNAL_ERROR'): MockLoopErrorCode {
  if (code !== ProtocolErrorCode.InvalidParams) return 'INTERNAL_ERROR';
  return /not found/i.test(message) ? unknown : 'INVALID_ARGUMENTS';
}

function metaIn(holder: unknown): ErrorMeta | undefined {
  const meta: unknown = isObject(holder) ? holder[META] : undefined;
  if (!isObject(meta) || typeof meta.code !== 'string') return undefined;
  // Of the server's version; what it says is shown, not relied on.
  const { code, problems } = meta as { code: MockLoopErrorCode; problems?: readonly MockLoopProblem[] };
  return { code, problems: Array.isArray(problems) ? problems : [] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The text has the problems in it already. */
function withMeta({ code, problems = [] }: ErrorMeta, text: string): MockLoopError {
  return Object.assign(new MockLoopError(code, text), { problems });
}
