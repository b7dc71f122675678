import { isUtf8 } from 'node:buffer';
import type { RecordedExchange, TestExchange } from '../model/exchange.ts';
import type { Identity } from '../target/identity.ts';
import { writeRequest } from '../target/write-request.ts';
import type { Redaction } from './redact-secrets.ts';

const MAX_BODY_CHARACTERS = 4096;

export interface RecordOptions {
  /** URL of the server, base path included. */
  readonly serverUrl: string;
  /** Who sent it. */
  readonly identity: Identity;
  readonly redaction: Redaction;
}

/** An exchange as a run keeps it: what went over the wire, without secrets, bodies cut at 4,096 characters. */
export function recordExchange(exchange: TestExchange, options: RecordOptions): RecordedExchange {
  const { redaction, identity, serverUrl } = options;
  const { request, response, failure } = exchange;
  const written = writeRequest(request, identity, new URL(serverUrl).pathname.replace(/\/+$/, ''));
  const sent = textOf(written.body, redaction);
  const received = textOf(response?.body, redaction);
  return {
    method: request.method,
    url: redaction.text(`${new URL(serverUrl).origin}${written.path}`),
    identity: request.identity,
    request_headers: fields(written.headers, redaction),
    request_body: sent.text,
    status: response?.status,
    failure: failure && `${failure.kind}: ${failure.message}`,
    response_headers: response && fields(response.headers, redaction),
    response_body: received.text,
    started_at: new Date(exchange.startedAt).toISOString(),
    duration_ms: Math.round(exchange.durationMs * 10) / 10,
    ...((sent.isCut || received.isCut) && { cut: true }),
  };
}

function fields(
  headers: readonly (readonly [name: string, value: string])[],
  redaction: Redaction,
): RecordedExchange['request_headers'] {
  return headers.map(([name, value]) => [name, redaction.field(name, value)]);
}

function textOf(
  bytes: Uint8Array | undefined,
  redaction: Redaction,
): { readonly text?: string | undefined; readonly isCut: boolean } {
  if (bytes === undefined || bytes.length === 0) return { isCut: false };
  // A secret must not be cut in two before it is seen.
  const start = bytes.subarray(0, MAX_BODY_CHARACTERS * 4);
  const isText = isUtf8(bytes.length > start.length ? withoutBrokenEnd(start) : start);
  const text = isText ? redaction.body(Buffer.from(start).toString('utf8')) : `(${bytes.length} bytes, no text)`;
  return {
    text: text.slice(0, MAX_BODY_CHARACTERS),
    isCut: text.length > MAX_BODY_CHARACTERS || bytes.length > start.length,
  };
}

/** Up to the last character that is whole. */
function withoutBrokenEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, Math.max(0, end - 1));
}
