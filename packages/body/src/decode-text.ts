import { isUtf8 } from 'node:buffer';
import { type BodyResult, problem } from './body-result.ts';
import { parseMediaType } from './media-type.ts';

/**
 * Decodes UTF-8, without its byte order mark. Strict: bytes that are none are not replaced, they are `undefined`.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  return buffer.toString('utf8', start);
}

/** Decodes text in the `charset` of its content type, UTF-8 by default. */
export function decodeText(bytes: Uint8Array, contentType: string): string | BodyResult {
  const charset = parseMediaType(contentType)?.parameters.get('charset') ?? 'utf-8';
  if (/^(utf-?8|us-ascii)$/i.test(charset)) return decodeUtf8(bytes) ?? problem('BAD_ENCODING', 'is not valid UTF-8');
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError)
      return problem('UNSUPPORTED_CHARSET', `is in the unknown charset ${JSON.stringify(charset)}`);
    return problem('BAD_ENCODING', `is not valid ${charset}`);
  }
}
