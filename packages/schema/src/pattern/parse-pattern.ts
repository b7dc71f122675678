import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** A pattern that JavaScript understands. */
export interface ParsedPattern {
  readonly expression: RegExp;
  readonly tree: AST.Pattern;
}

const parser = new RegExpParser({ ecmaVersion: 2025 });

/** Reads a pattern as JSON Schema asks for it, with `u`, else as browsers read it in HTML of old, without. `undefined`: as neither. */
export function parsePattern(source: string): ParsedPattern | undefined {
  return parseWith(source, 'u') ?? parseWith(source, '');
}

function parseWith(source: string, flags: 'u' | ''): ParsedPattern | undefined {
  try {
    const expression = new RegExp(source, flags);
    // V8 compiles when it first matches, and says only then that a pattern is too large.
    expression.test('');
    const tree = parser.parsePattern(source, undefined, undefined, { unicode: flags === 'u' });
    return { expression, tree };
  } catch {
    return undefined;
  }
}
