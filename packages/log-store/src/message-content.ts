import { isUtf8 } from 'node:buffer';
import type { LoggedMessage } from './log-entry.ts';
import { redactForm, redactText } from './redact-text.ts';
import { REDACTED, type SecretNames } from './secret-names.ts';

/** A body as the log keeps it. */
export interface BodyContent {
  /** Text, or bytes where it is no UTF-8. */
  readonly body: string | Uint8Array;
  readonly truncated: boolean;
}

/** Header fields as JSON text, secrets redacted. */
export function headersContent(headers: LoggedMessage['headers'], names: SecretNames): string {
  return JSON.stringify(headers.map(([name, value]) => [name, redactField(name, value, names)]));
}

function redactField(name: string, value: string, names: SecretNames): string {
  if (names.has(name)) return REDACTED;
  return /^(?:location|referer)$/i.test(name) ? redactUrl(value, names) : value;
}

/** Tokens and codes travel in the query or the fragment of redirects (RFC 6749 §4.1.2, §4.2.2). */
function redactUrl(url: string, names: SecretNames): string {
  return url
    .split(/([?#])/)
    .map((part) => redactForm(part, names))
    .join('');
}

/**
 * A body cut to `maxBytes` between two characters, secrets redacted. It is cut first: what comes from outside costs no
 * more than what is kept.
 */
export function bodyContent(message: LoggedMessage, maxBytes: number, names: SecretNames): BodyContent {
  const { body = '' } = message;
  const kept = typeof body === 'string' ? cutText(body, maxBytes) : body.subarray(0, maxBytes);
  const isCut = typeof body === 'string' ? kept !== body : kept.length < body.length;
  const truncated = isCut || message.truncated === true;
  const mediaType = mediaTypeOf(message.headers);
  if (typeof kept === 'string') return { body: redactText(kept, mediaType, names), truncated };
  const text = textOf(kept, truncated);
  if (text !== undefined) return { body: redactText(text, mediaType, names), truncated };
  return { body: redactBytes(kept, mediaType, names), truncated };
}

function mediaTypeOf(headers: LoggedMessage['headers']): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

/** The text of UTF-8. Where bytes were cut off, the last character may be broken; it is left out. */
function textOf(bytes: Uint8Array, truncated: boolean): string | undefined {
  for (let broken = 0; broken <= (truncated ? 3 : 0); broken++) {
    const whole = bytes.subarray(0, bytes.length - broken);
    if (isUtf8(whole)) return asBuffer(whole).toString('utf8');
  }
  return undefined;
}

function cutText(text: string, maxBytes: number): string | Uint8Array {
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  return Buffer.from(text.slice(0, maxBytes)).subarray(0, maxBytes);
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
