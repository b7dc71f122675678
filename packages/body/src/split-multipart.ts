import { type BodyResult, problem } from './body-result.ts';
import { parseMediaType, splitOutsideQuotes } from './media-type.ts';

/** One part of a multipart body, not decoded. */
export interface Part {
  /** Of its `Content-Disposition`. */
  readonly name: string | undefined;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array;
}

const MAX_PARTS = 1_000;
const MAX_HEADER_BYTES = 16 * 1024;
const NEW_LINE = 0x0a;
const DASH = 0x2d;

/** Splits a multipart body (RFC 2046 §5.1.1). What stands before the first and behind the last delimiter is passed over. */
export function splitMultipart(body: Uint8Array, contentType: string): readonly Part[] | BodyResult {
  const boundary = parseMediaType(contentType)?.parameters.get('boundary');
  if (boundary === undefined || boundary === '' || boundary.length > 200) {
    return problem('BAD_MULTIPART', 'has no boundary: its Content-Type must name one');
  }
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const parts: Part[] = [];
  let delimiter = nextDelimiter(bytes, boundary, 0);
  while (delimiter !== undefined && !delimiter.isLast) {
    const next = nextDelimiter(bytes, boundary, delimiter.end);
    if (next === undefined) break;
    if (parts.length === MAX_PARTS) return problem('TOO_MANY_PARTS', `has more than ${MAX_PARTS} parts`);
    // The line end before a delimiter belongs to it, also where it is the one that ends the delimiter before.
    const part = readPart(bytes.subarray(delimiter.end, Math.max(next.start, delimiter.end)));
    if (part === undefined) return problem('BAD_MULTIPART', `has a part ${parts.length + 1} whose header does not end`);
    parts.push(part);
    delimiter = next;
  }
  return delimiter?.isLast ? parts : problem('BAD_MULTIPART', 'ends before its last delimiter');
}

interface Delimiter {
  /** Where the part before it ends. */
  readonly start: number;
  /** Where the next part begins. */
  readonly end: number;
  readonly isLast: boolean;
}

/** The next line that is `--boundary`, with nothing but blanks behind it; `--` behind it makes it the last. */
function nextDelimiter(bytes: Buffer, boundary: string, from: number): Delimiter | undefined {
  const mark = `--${boundary}`;
  let index = bytes.indexOf(mark, from);
  while (index !== -1) {
    const after = index + Buffer.byteLength(mark);
    const isLineStart = index === 0 || bytes[index - 1] === NEW_LINE;
    const line = isLineStart ? /^(--)?[ \t]*(\r?\n|$)/.exec(bytes.toString('latin1', after, after + 100)) : null;
    const isLast = bytes[after] === DASH && bytes[after + 1] === DASH;
    if (line !== null || (isLineStart && isLast)) {
      return { start: lineEndBefore(bytes, index), end: after + (line?.[0].length ?? 2), isLast };
    }
    index = bytes.indexOf(mark, after);
  }
  return undefined;
}

function lineEndBefore(bytes: Buffer, index: number): number {
  if (index === 0) return 0;
  return bytes[index - 2] === 0x0d ? index - 2 : index - 1;
}

function readPart(bytes: Buffer): Part | undefined {
  const { end, length } = findBlankLine(bytes);
  if (end === -1 || end > MAX_HEADER_BYTES) return undefined;
  const headers = new Map(readHeaders(bytes.toString('utf8', 0, end)));
  const disposition = parametersOf(headers.get('content-disposition') ?? '');
  return {
    name: disposition.get('name'),
    fileName: disposition.get('filename*') ?? disposition.get('filename'),
    contentType: headers.get('content-type'),
    bytes: bytes.subarray(end + length),
  };
}

/** A part without header fields begins with its empty line. */
function findBlankLine(bytes: Buffer): { readonly end: number; readonly length: number } {
  const [, start = ''] = /^(\r?\n)/.exec(bytes.toString('latin1', 0, 2)) ?? [];
  if (start !== '') return { end: 0, length: start.length };
  const crlf = bytes.indexOf('\r\n\r\n');
  return crlf === -1 ? { end: bytes.indexOf('\n\n'), length: 2 } : { end: crlf, length: 4 };
}

function readHeaders(text: string): (readonly [name: string, value: string])[] {
  return text
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => [
      line
        .slice(0, Math.max(line.indexOf(':'), 0))
        .trim()
        .toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]);
}

/** Quotes and line ends in names come as `%22`, `%0D` and `%0A` from browsers, and with a backslash from curl (RFC 7578 §4.2). */
function parametersOf(disposition: string): ReadonlyMap<string, string> {
  const pairs = splitOutsideQuotes(disposition, ';').map((text) => {
    const equals = text.indexOf('=');
    return [text.slice(0, Math.max(equals, 0)).trim().toLowerCase(), text.slice(equals + 1).trim()] as const;
  });
  return new Map(pairs.filter(([name]) => name !== '').map(([name, value]) => [name, parameterValue(name, value)]));
}

function parameterValue(name: string, value: string): string {
  if (name.endsWith('*')) return decodeExtended(value);
  const text = /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;
  return text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

/** `UTF-8''na%C3%AFve.txt` (RFC 8187). */
function decodeExtended(value: string): string {
  try {
    return decodeURIComponent(value.replace(/^[^']*'[^']*'/, ''));
  } catch {
    return value;
  }
}
