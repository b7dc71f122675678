import { RE2JS } from 're2js';
import { backtrackingCost } from './backtracking-cost.ts';
import { canMatch } from './can-match.ts';
import { type ParsedPattern, parsePattern } from './parse-pattern.ts';
import { toRe2 } from './to-re2.ts';

/** A regular expression from outside, safe to run on text from outside. */
export interface Pattern {
  readonly source: string;
  /** `false`: it is no regular expression that JavaScript knows, or none that anything matches. Then `test` lets everything pass. */
  readonly supported: boolean;
  /**
   * `false`: it is a regular expression, but no text matches it, as where its delimiters were left around it: `/^[a-z]+$/`.
   * `test` then lets everything pass, since that is not what was meant.
   */
  readonly matchable: boolean;
  /**
   * Longer texts pass untested, in UTF-16 code units: only a backtracking matcher can run this pattern, and might not end.
   * `Infinity` for nearly every pattern; 0 where `supported` is `false`.
   */
  readonly maxLength: number;
  /** Texts up to this length in UTF-16 code units a backtracking matcher can be given; low where it takes exponential time. */
  readonly nativeLength: number;
  /** Whether it matches somewhere in the text. Takes milliseconds at most per 100,000 characters. */
  test(text: string): boolean;
}

/** Steps that a backtracking matcher may take: some 10 ms. */
const MAX_STEPS = 4_000_000;

/**
 * Reads a pattern as ECMA-262 does with the flag `u`, else without. What cannot explode runs natively up to the length to which that
 * holds, everything else in RE2's linear time.
 */
export function createPattern(source: string): Pattern {
  const parsed = parsePattern(source);
  const matchable = parsed === undefined || canMatch(parsed.tree);
  if (parsed === undefined || !matchable)
    return { source, supported: false, matchable, maxLength: 0, nativeLength: 0, test: () => true };
  const { expression } = parsed;
  const nativeLength = safeLength(parsed);
  if (nativeLength === Infinity) {
    return {
      source,
      supported: true,
      matchable,
      maxLength: Infinity,
      nativeLength,
      test: (text) => expression.test(text),
    };
  }
  let compiled: RE2JS | undefined | null = null;
  const linear = (): RE2JS | undefined => {
    if (compiled === null) compiled = compileLinear(parsed);
    return compiled;
  };
  return {
    source,
    supported: true,
    matchable,
    nativeLength,
    get maxLength() {
      return linear() === undefined ? nativeLength : Infinity;
    },
    test: (text) => (text.length <= nativeLength ? expression.test(text) : (linear()?.test(text) ?? true)),
  };
}

/** The longest text, in steps of four, on which the native matcher stays within its bound. */
function safeLength({ tree }: ParsedPattern): number {
  let safe = 0;
  for (let length = 4; length <= 2 ** 20; length *= 4) {
    if (!(backtrackingCost(tree, length) <= MAX_STEPS)) return safe;
    safe = length;
  }
  return Infinity;
}

function compileLinear({ tree }: ParsedPattern): RE2JS | undefined {
  const source = toRe2(tree);
  if (source === undefined) return undefined;
  try {
    return RE2JS.compile(source);
  } catch {
    return undefined;
  }
}
