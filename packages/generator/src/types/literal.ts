/** Beyond it a type says more than anybody reads. */
const MAX_TEXT_LENGTH = 500;

/** What would change how the text around it looks or is read: control and format characters, line ends, lone surrogates. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text as a literal of TypeScript. Whatever it holds, the literal ends where it ends, on the line where it began. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll(UNSEEN, escaped);
}

/** The type that has one JSON value, or, of values that TypeScript has no such type for, a wider one. */
export function literalType(value: unknown): string {
  if (typeof value === 'string') return value.length > MAX_TEXT_LENGTH ? 'string' : quote(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : 'number';
  return typeof value === 'boolean' || value === null ? String(value) : 'unknown';
}

/** One line of a documentation comment that no text can end, nor turn into an instruction to the compiler. `''` for none. */
export function docComment(
  text: string | undefined,
  { isDeprecated = false }: { readonly isDeprecated?: boolean } = {},
): string {
  const line = (text ?? '')
    .slice(0, 4 * MAX_COMMENT)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(UNSEEN, '')
    .trim();
  const short = line.length > MAX_COMMENT ? `${line.slice(0, MAX_COMMENT).trimEnd()}…` : line;
  const words = [isDeprecated ? '@deprecated' : '', short.replaceAll('*/', '*\\/').replaceAll('@', '\\@')];
  const said = words.filter((word) => word !== '').join(' ');
  return said === '' ? '' : `/** ${said} */`;
}

const MAX_COMMENT = 160;

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}
