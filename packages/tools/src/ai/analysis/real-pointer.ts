import { escapeToken, pointerTokens } from '@mockloop/spec-parser';

/** References that are followed one after the other. */
const MAX_REFERENCES = 32;

/**
 * The place that a pointer means when the references on its way are followed, which a document's own pointers leave out.
 * Where one leads to another file, or nowhere, the reference itself.
 *
 * @param source The document as it was parsed.
 */
export function realPointer(source: unknown, pointer: string): string {
  let tokens: readonly string[] = pointerTokens(pointer);
  for (let count = 0; count < MAX_REFERENCES; count += 1) {
    const { value, depth } = walk(source, tokens);
    if (depth === tokens.length) break;
    const reference = referenceOf(value);
    if (reference === undefined) {
      tokens = tokens.slice(0, depth);
      break;
    }
    tokens = [...reference, ...tokens.slice(depth)];
  }
  return tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** As far as the way goes. */
function walk(source: unknown, tokens: readonly string[]): { readonly value: unknown; readonly depth: number } {
  let value = source;
  for (const [depth, token] of tokens.entries()) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return { value, depth };
    value = (value as Readonly<Record<string, unknown>>)[token];
  }
  return { value, depth: tokens.length };
}

/** The tokens of a reference within the document. */
function referenceOf(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$ref')) return undefined;
  const { $ref: reference } = value as { readonly $ref: unknown };
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  try {
    return pointerTokens(decodeURIComponent(reference.slice(1)));
  } catch {
    return undefined;
  }
}
