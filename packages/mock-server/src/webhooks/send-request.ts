import type { IncomingMessage, RequestOptions } from 'node:http';
import { pinnedLookup } from '@mockloop/spec-parser';
import { cutText } from './cut-text.ts';
import type { ReceivedResponse } from './webhooks.ts';

export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  /** Each name once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | undefined;
}

export interface SendOptions {
  /** IP addresses to connect to; the host is not resolved again. */
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
  /** Used in place of a connection of our own, which alone is bound to `addresses`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Enough to see what a receiver says; the rest of its body is not waited for. */
const MAX_BODY = 1_000;
const MAX_HEADERS = 50;
const MAX_HEADER = 500;

/**
 * Sends one request. Redirects are not followed.
 *
 * @throws {Error} when no answer comes, or `signal` is aborted before its head has come.
 */
export async function sendRequest(request: OutgoingRequest, options: SendOptions): Promise<ReceivedResponse> {
  return options.fetch === undefined ? connect(request, options) : viaFetch(request, options.fetch, options.signal);
}

async function connect(
  { method, url, headers, body }: OutgoingRequest,
  { addresses, signal }: SendOptions,
): Promise<ReceivedResponse> {
  // A tunnel has no answer to wait for.
  if (method === 'CONNECT') throw new Error('CONNECT is no method that a callback can have');
  const { request: open } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const options: RequestOptions = {
    method,
    agent: false,
    headers: Object.fromEntries([...headers, ['content-length', String(body?.byteLength ?? 0)]]),
    signal,
    lookup: pinnedLookup(addresses),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    open(url, options).once('response', resolve).on('error', reject).end(body);
  });
  const fields = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
  return { status: response.statusCode ?? 0, headers: shown(fields), body: await readStart(response) };
}

async function viaFetch(
  { method, url, headers, body }: OutgoingRequest,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<ReceivedResponse> {
  const response = await fetch(url.href, {
    method,
    headers: headers.map(([name, value]) => [name, value]),
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
    redirect: 'manual',
    signal,
  });
  return {
    status: response.status,
    headers: shown([...response.headers]),
    body: await readStart(response.body ?? []),
  };
}

/** The status is what counts: a body that breaks off or never ends changes nothing. */
async function readStart(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<ReceivedResponse['body']> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > 4 * MAX_BODY) break;
    }
  } catch {}
  return cutText(Buffer.concat(chunks).toString(), MAX_BODY);
}

function shown(fields: readonly (readonly [name: string, value: string])[]): Record<string, string> {
  return Object.fromEntries(
    fields
      .slice(0, MAX_HEADERS)
      .map(([name, value]) => [name, name === 'set-cookie' ? '[redacted]' : cutText(value, MAX_HEADER).text]),
  );
}
