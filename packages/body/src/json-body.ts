import { bracketDepth, JsonScanner, JsonSyntaxError, lineColumnAt } from '@mockloop/spec-parser';
import { type BodyProblem, type BodyResult, problem } from './body-result.ts';
import { decodeUtf8 } from './decode-text.ts';

/** Real bodies nest a dozen levels; what walks the instance later does so by recursion. */
const MAX_DEPTH = 500;

/** Reads JSON (RFC 8259; always UTF-8). A name that comes twice has its last value; `__proto__` is a name like any other. */
export function readJsonBody(bytes: Uint8Array): BodyResult {
  // Each level takes at least two bytes, so short bodies need no look.
  if (bytes.length > 2 * MAX_DEPTH && bracketDepth(bytes) > MAX_DEPTH) {
    return problem('TOO_DEEP', `nests more than ${MAX_DEPTH} levels`);
  }
  const text = decodeUtf8(bytes);
  return text === undefined ? problem('BAD_ENCODING', 'is not valid UTF-8') : parseJson(text);
}

/** Reads a text as JSON (RFC 8259), nested at most 500 levels. A name that comes twice has its last value. */
export function readJsonText(text: string): BodyResult {
  return text.length > 2 * MAX_DEPTH ? readJsonBody(Buffer.from(text)) : parseJson(text);
}

function parseJson(text: string): BodyResult {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problems: [describe(text)] };
  }
}

/** The engine's own messages name a place only sometimes. */
function describe(text: string): BodyProblem {
  const { message, offset } = findMistake(text);
  const { line, column } = lineColumnAt(text, offset);
  return { code: 'BAD_JSON', message: `is not JSON, at line ${line}, column ${column}: ${message}`, line, column };
}

function findMistake(text: string): { readonly message: string; readonly offset: number } {
  const scanner = new JsonScanner(text);
  try {
    while (scanner.next() !== undefined);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
  return { message: 'A comma stands behind the last item.', offset: scanner.trailingCommas[0] ?? 0 };
}
