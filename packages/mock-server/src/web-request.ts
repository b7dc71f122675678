import type { LoggedMessage } from '@mockloop/log-store';
import { type Answer, headerPairs, isBodiless } from './answer.ts';
import { toFaultyResponse } from './delivery/to-faulty-response.ts';
import { BodyTooLargeError, type MockRequest } from './mock-request.ts';

/** A `Request` of the Fetch Standard as the mock sees it. */
export function fromWebRequest(request: Request): MockRequest {
  const url = new URL(request.url);
  return {
    time: Date.now(),
    start: performance.now(),
    method: request.method,
    path: url.pathname,
    prefix: '',
    query: url.search.slice(1),
    origin: url.origin,
    signal: request.signal,
    hasBody: request.body !== null,
    header: (name) => request.headers.get(name) ?? undefined,
    headers: () => pairsOf(request.headers),
    body: (limit) => readAll(request, limit),
  };
}

/**
 * @throws {RangeError} when the answer has a status that `Response` cannot carry (1xx).
 * @throws {TypeError} when its fault is one that leaves no response, as `fetch` does.
 */
export function toWebResponse(answer: Answer, { method, signal }: Request): Response | Promise<Response> {
  if (answer.fault !== undefined) return toFaultyResponse(answer.fault, answer, signal);
  const isBodyless = method === 'HEAD' || isBodiless(answer.status);
  return new Response(isBodyless ? null : toBodyInit(answer.body), {
    status: answer.status,
    headers: headerPairs(answer.headers),
  });
}

function toBodyInit(body: Answer['body']): string | Uint8Array<ArrayBuffer> | null {
  return typeof body === 'object' ? new Uint8Array(body) : (body ?? null);
}

function pairsOf(headers: Headers): LoggedMessage['headers'] {
  return [...headers];
}

async function readAll(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new BodyTooLargeError(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
