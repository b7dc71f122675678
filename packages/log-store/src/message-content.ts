import { isUtf8 } from 'node:buffer';
import type { LoggedMessage } from './log-entry.ts';
import { redactText } from './redact-text.ts';
import { REDACTED, type SecretNames } from './secret-names.ts';

/** A body as the log keeps it. */
export interface BodyContent {
  /** Text, or bytes where it is no UTF-8. */
  readonly body: string | Uint8Array;
  readonly truncated: boolean;
}

/** Header fields as JSON text, secrets redacted. */
export function headersContent(headers: LoggedMessage['headers'], names: SecretNames): string {
  return JSON.stringify(headers.map(([name, value]) => [name, names.has(name) ? REDACTED : value]));
}

/**
 * A body cut to `maxBytes` between two characters, secrets redacted. It is cut first: what comes from outside costs no
 * more than what is kept.
 */
export function bodyContent(message: LoggedMessage, maxBytes: number, names: SecretNames): BodyContent {
  const { body = '' } = message;
  const kept = typeof body === 'string' ? cutText(body, maxBytes) : cutBytes(body, maxBytes);
  const truncated = kept !== body || message.truncated === true;
  const mediaType = mediaTypeOf(message.headers);
  if (typeof kept === 'string') return { body: redactText(kept, mediaType, names), truncated };
  if (isUtf8(kept)) return { body: redactText(asBuffer(kept).toString('utf8'), mediaType, names), truncated };
  return { body: redactBytes(kept, mediaType, names), truncated };
}

function mediaTypeOf(headers: LoggedMessage['headers']): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

function cutText(text: string, maxBytes: number): string {
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  return asBuffer(cutBytes(Buffer.from(text.slice(0, maxBytes)), maxBytes)).toString('utf8');
}

function cutBytes(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes.length <= maxBytes) return bytes;
  let end = maxBytes;
  // Back to the first byte of a character, which takes at most three steps; other bytes are cut where they are.
  while (end > maxBytes - 3 && isContinuation(bytes[end])) end--;
  return bytes.subarray(0, isContinuation(bytes[end]) ? maxBytes : end);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;
}

/** Forms with files are no UTF-8: Latin-1 keeps each byte as it is. */
function redactBytes(bytes: Uint8Array, mediaType: string, names: SecretNames): Uint8Array {
  if (!/multipart\//i.test(mediaType)) return bytes;
  const text = asBuffer(bytes).toString('latin1');
  const redacted = redactText(text, mediaType, names);
  return redacted === text ? bytes : Buffer.from(redacted, 'latin1');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
