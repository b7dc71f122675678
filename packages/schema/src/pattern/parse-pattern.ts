import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** A pattern that JavaScript understands. */
export interface ParsedPattern {
  readonly expression: RegExp;
  readonly tree: AST.Pattern;
}

/** In UTF-16 code units. V8 takes up to 15 µs for each, and gives up at some size anyway. */
const MAX_SOURCE = 20_000;

/** Groups within each other. Where V8 has no room left for some 200 when it compiles, it ends the process. */
const MAX_NESTING = 50;

const parser = new RegExpParser({ ecmaVersion: 2025 });

/**
 * Reads a pattern as JSON Schema asks for it, with `u`, else as browsers read it in HTML of old, without. `undefined`: as neither,
 * or too large.
 */
export function parsePattern(source: string): ParsedPattern | undefined {
  if (source.length > MAX_SOURCE || nestingOf(source) > MAX_NESTING) return undefined;
  return parseWith(source, 'u') ?? parseWith(source, '');
}

function nestingOf(source: string): number {
  let nesting = 0;
  let deepest = 0;
  // Parentheses in classes and behind a backslash are characters.
  for (const [token] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*|[()]/gs)) {
    if (token === ')') nesting -= 1;
    if (token === '(') nesting += 1;
    deepest = Math.max(deepest, nesting);
  }
  return deepest;
}

function parseWith(source: string, flags: 'u' | ''): ParsedPattern | undefined {
  try {
    const expression = new RegExp(source, flags);
    const tree = parser.parsePattern(source, undefined, undefined, { unicode: flags === 'u' });
    return { expression, tree };
  } catch {
    return undefined;
  }
}
