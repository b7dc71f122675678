import { SpecError } from '../errors.ts';

export interface DecodedText {
  readonly text: string;
  /** What it was written in, where that is unusual enough to say. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}

/**
 * Bytes as text: UTF-8, or UTF-16 where a byte order mark says so. Byte order marks are taken off.
 *
 * @throws {SpecError} `NOT_TEXT` for archives, images, NUL bytes and bytes that are not valid in the encoding.
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  const encoding = encodingOf(bytes);
  const kind = encoding === 'utf-8' ? binaryKindOf(bytes) : undefined;
  if (kind !== undefined) throw notText(`This is ${kind}, not text.`, `Unpack or convert it to JSON or YAML.`, file);
  const text = decodeStrictly(bytes, encoding, file);
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    throw notText(`There is a NUL character at offset ${nul}.`, 'Save the document as UTF-8 text.', file);
  }
  return { text, encoding };
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

const SIGNATURES: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['a gzip file', [0x1f, 0x8b]],
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a PDF file', [0x25, 0x50, 0x44, 0x46]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
];

function binaryKindOf(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0];
}

function decodeStrictly(bytes: Uint8Array, encoding: DecodedText['encoding'], file: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    const offset = encoding === 'utf-8' ? ` The first bad byte is at offset ${firstInvalidOffset(bytes)}.` : '';
    const message = `The text is not valid ${encoding.toUpperCase()}.${offset}`;
    throw new SpecError('NOT_TEXT', message, { advice: 'Save the document as UTF-8.', file, cause });
  }
}

/** By halving: the longest prefix that decodes as far as it goes. */
function firstInvalidOffset(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodesSoFar(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

function decodesSoFar(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function notText(message: string, advice: string, file: string): SpecError {
  return new SpecError('NOT_TEXT', message, { advice, file });
}
