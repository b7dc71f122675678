import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { type BodyResult, problem } from './body-result.ts';

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
/** A message that is packed more often is an attack, not a message. */
const MAX_CODINGS = 3;

type Decoder = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  ['zstd', promisify(zstdDecompress)],
  ['deflate', inflateEither],
]);

/**
 * Undoes a `Content-Encoding` (RFC 9110 §8.4), the last coding first.
 *
 * @param maxBytes The most that may come out of each step; default 64 MiB. Beyond it nothing more is unpacked.
 */
export async function decodeContent(
  bytes: Uint8Array,
  contentEncoding: string,
  maxBytes: number = DEFAULT_MAX_BYTES,
): Promise<Uint8Array | BodyResult> {
  const codings = contentEncoding
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MAX_CODINGS) return problem('BAD_CONTENT_ENCODING', `is packed more than ${MAX_CODINGS} times`);
  let decoded = bytes;
  for (const coding of codings.toReversed()) {
    const decoder = DECODERS.get(coding);
    if (decoder === undefined)
      return problem('UNKNOWN_CONTENT_ENCODING', `is in the unknown content coding ${JSON.stringify(coding)}`);
    try {
      decoded = await decoder(decoded, { maxOutputLength: maxBytes });
    } catch (error) {
      return failure(error, coding, maxBytes);
    }
  }
  return decoded;
}

/** `deflate` means the zlib format; some clients leave its header out (RFC 9110 §8.4.1.2). */
async function inflateEither(bytes: Uint8Array, options: { readonly maxOutputLength: number }): Promise<Uint8Array> {
  const hasHeader = ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return hasHeader ? promisify(inflate)(bytes, options) : promisify(inflateRaw)(bytes, options);
}

function failure(error: unknown, coding: string, maxBytes: number): BodyResult {
  const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
  if (isTooLarge) return problem('TOO_LARGE', `is larger than ${maxBytes} bytes when unpacked`);
  return problem('BAD_CONTENT_ENCODING', `is not valid ${coding}`);
}
