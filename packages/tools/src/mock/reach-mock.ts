import type { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { mockError } from './mock-error.ts';

export interface ReachOptions {
  readonly init: RequestInit;
  /** For the whole answer, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Sends a request to what may be a mock. Redirects are not followed: no mock redirects, and whoever does must not choose
 * where a request goes.
 *
 * @throws {MockLoopError} `UNREACHABLE`, `NOT_RESPONDING` or `NOT_A_MOCK`; what the call's own signal says once that is
 *   aborted.
 */
export async function reachMock(url: string, context: ToolContext, options: ReachOptions): Promise<Response> {
  const { init, timeoutMs } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = context.signal === undefined ? timeout : AbortSignal.any([timeout, context.signal]);
  try {
    const response = await context.fetch(url, { ...init, redirect: 'manual', signal });
    // Read here, so that an answer that never ends counts as one that never comes.
    const body = await readBounded(response);
    return new Response(body, { status: response.status < 200 ? 500 : response.status, headers: response.headers });
  } catch (error) {
    context.signal?.throwIfAborted();
    throw describe(error, { url, timeoutMs, isTimeout: timeout.aborted });
  }
}

/** As much as one page of the log may be. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;
/** Of which `Response` takes no body. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_ANSWER_BYTES) throw new Error('It answers more than any mock does.');
    chunks.push(chunk);
  }
  return BODILESS.has(response.status) ? null : Buffer.concat(chunks);
}

interface Failure {
  readonly url: string;
  readonly timeoutMs: number;
  readonly isTimeout: boolean;
}

function describe(error: unknown, { url, timeoutMs, isTimeout }: Failure): MockLoopError {
  const { origin, protocol } = new URL(url);
  if (isTimeout)
    return mockError('NOT_RESPONDING', `What listens at ${origin} did not answer within ${timeoutMs / 1000} s.`, {
      cause: error,
    });
  const code = codeOf(error);
  if (code === 'bad port')
    return mockError('UNREACHABLE', `Nothing is sent to ${origin}: the port belongs to another protocol.`, {
      cause: error,
    });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return mockError('UNREACHABLE', `There is no host ${JSON.stringify(new URL(url).hostname)}.`, { cause: error });
  if (UNREACHABLE.has(code))
    return mockError('UNREACHABLE', `Nothing listens at ${origin} (${code}).`, { cause: error });
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET')
    return mockError('NOT_RESPONDING', `What listens at ${origin} ended the connection without an answer.`, {
      cause: error,
    });
  const speaks = protocol === 'https:' ? 'does not speak HTTPS as it should' : 'does not speak HTTP';
  return mockError('NOT_A_MOCK', `What listens at ${origin} ${speaks} (${code}).`, { cause: error });
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EINVAL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Of what lies behind the "fetch failed" of `fetch`, or of the first of several addresses that were tried. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return codeOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
