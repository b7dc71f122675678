import { decodeContent } from '@mockloop/body';
import { pinnedLookup } from '@mockloop/spec-parser';
import { type Dispatcher, Pool } from 'undici';
import type { TestExchange, TestResponse } from '../model/exchange.ts';
import type { TestRequest } from '../model/test-request.ts';
import type { AllowedTarget } from './allow-target.ts';
import type { Identity } from './identity.ts';
import { codeOf, transportFailure, UnusableAnswerError } from './transport-failure.ts';
import { type WrittenRequest, writeRequest } from './write-request.ts';

export interface HttpClientOptions {
  /** Connections at once. */
  readonly connections: number;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

interface ExchangeOptions {
  readonly identity: Identity;
  /** To the last byte of the answer. */
  readonly timeoutMs: number;
  /** Of the answer's body, packed and unpacked. */
  readonly maxBodyBytes: number;
  readonly signal: AbortSignal;
}

/** Sends requests to one server, byte for byte, and follows nothing. */
export interface HttpClient {
  /**
   * Sends a request and waits for what comes of it.
   *
   * @throws What the signal says once it is aborted, and `TypeError` for what cannot be sent over HTTP/1.1.
   */
  exchange(request: TestRequest, options: ExchangeOptions): Promise<TestExchange>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** Below the five seconds after which many servers end an idle connection. */
const IDLE_MS = 2_000;
const MAX_HEADER_BYTES = 64 * 1024;
/** Repeating these changes nothing more than sending them once (RFC 9110 §9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY', 'PUT', 'DELETE']);

export function createHttpClient(target: AllowedTarget, options: HttpClientOptions): HttpClient {
  const { now = Date.now } = options;
  const url = new URL(target.url);
  const basePath = url.pathname.replace(/\/+$/, '');
  const pool = new Pool(url.origin, {
    connections: options.connections,
    pipelining: 1,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
    connect: { lookup: pinnedLookup(target.addresses) },
  });
  return {
    async exchange(request, exchangeOptions) {
      const written = writeRequest(request, exchangeOptions.identity, basePath);
      const startedAt = now();
      const began = performance.now();
      const outcome = await attempt(pool, written, exchangeOptions);
      return { request, ...outcome, startedAt, durationMs: performance.now() - began };
    },
    close: () => pool.destroy(),
  };
}

type Outcome = Pick<TestExchange, 'response' | 'failure'>;

async function attempt(pool: Pool, request: WrittenRequest, options: ExchangeOptions): Promise<Outcome> {
  options.signal.throwIfAborted();
  const limit = new AbortController();
  const abort = (): void => limit.abort(options.signal.reason);
  options.signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(
    () => limit.abort(new UnusableAnswerError('timeout', `no complete answer within ${options.timeoutMs} ms`)),
    options.timeoutMs,
  );
  try {
    return { response: await receive(await dispatch(pool, request, limit.signal), options.maxBodyBytes) };
  } catch (error) {
    options.signal.throwIfAborted();
    if (codeOf(error) === 'UND_ERR_INVALID_ARG')
      throw new TypeError(`This cannot be sent over HTTP: ${error instanceof Error ? error.message : String(error)}`);
    return { failure: transportFailure(error) };
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', abort);
  }
}

/** Once more where the server ended a connection that was kept open, before it answered: it had not seen the request. */
async function dispatch(pool: Pool, written: WrittenRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const { method, path, body } = written;
  const headers = written.headers.flat();
  const send = (): Promise<Dispatcher.ResponseData> =>
    pool.request({ method, path, headers, body: body ?? null, signal, responseHeaders: 'raw' });
  try {
    return await send();
  } catch (error) {
    if (signal.aborted || !IDEMPOTENT.has(method) || !wasKeptOpen(error)) throw error;
    return await send();
  }
}

function wasKeptOpen(error: unknown): boolean {
  if (codeOf(error) !== 'UND_ERR_SOCKET' || !(error instanceof Error) || !('socket' in error)) return false;
  const { socket } = error;
  return typeof socket === 'object' && socket !== null && 'bytesRead' in socket && Number(socket.bytesRead) > 0;
}

async function receive(data: Dispatcher.ResponseData, maxBytes: number): Promise<TestResponse> {
  const headers = readHeaders(data.headers);
  const packed = await readBytes(data, maxBytes);
  const coding = headers
    .filter(([name]) => name === 'content-encoding')
    .map(([, value]) => value)
    .join(',');
  const body = coding === '' || packed.length === 0 ? packed : await unpack(packed, coding, maxBytes);
  return { status: data.statusCode, headers, body };
}

async function readBytes({ body }: Dispatcher.ResponseData, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // Leaving the loop ends the connection.
    if (length > maxBytes) throw new UnusableAnswerError('too_large', `the body is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpack(packed: Uint8Array, coding: string, maxBytes: number): Promise<Uint8Array> {
  const unpacked = await decodeContent(packed, coding, maxBytes);
  if (unpacked instanceof Uint8Array) return unpacked;
  const [problem] = 'problems' in unpacked ? unpacked.problems : [];
  const kind = problem?.code === 'TOO_LARGE' ? 'too_large' : 'malformed';
  throw new UnusableAnswerError(kind, `the body ${problem?.message ?? 'cannot be unpacked'}`);
}

/** With `responseHeaders: 'raw'`, names and values take turns. */
function readHeaders(raw: unknown): TestResponse['headers'] {
  const texts = Array.isArray(raw) ? raw.map(String) : [];
  return texts.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), texts[index + 1] ?? ''] as const] : [],
  );
}
