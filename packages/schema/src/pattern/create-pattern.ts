import { createAutomaton } from './automaton.ts';
import { backtrackingCost, startsAtStart } from './backtracking-cost.ts';
import { canMatch } from './can-match.ts';
import { type ParsedPattern, parsePattern } from './parse-pattern.ts';
import type { PatternRun } from './pattern-run.ts';
import { AutomatonRunner } from './run-automaton.ts';

/** A regular expression from outside, safe to run on text from outside. */
export interface Pattern {
  readonly source: string;
  /**
   * `false`: it is no regular expression that JavaScript knows, or none that anything matches, or too large: longer than 20,000
   * characters, or with more than 50 groups within each other. Then `test` lets everything pass.
   */
  readonly supported: boolean;
  /**
   * `false`: it is a regular expression, but no text matches it, as where its delimiters were left around it: `/^[a-z]+$/`.
   * `test` then lets everything pass, since that is not what was meant.
   */
  readonly matchable: boolean;
  /**
   * Texts up to this length, in UTF-16 code units, are tested whatever they hold. Of longer ones those pass untested that would take
   * too long; all of them where only a backtracking matcher can run the pattern, and might not end.
   * `Infinity` for nearly every pattern; 0 where `supported` is `false`.
   */
  readonly maxLength: number;
  /** Texts up to this length in UTF-16 code units a backtracking matcher can be given; low where it takes exponential time, 0 for none. */
  readonly nativeLength: number;
  /** Whether it matches somewhere in the text. Takes some 0.15 s at most per 100,000 characters begun, by the count of its steps. */
  test(text: string): boolean;
  /** As `test`, but says what it took, and gives up where that is more than `maxSteps`. */
  run(text: string, maxSteps: number): PatternRun;
}

/** Steps that a backtracking matcher may take: some 10 ms. */
const MAX_NATIVE_STEPS = 4_000_000;
/** How many of them take as long as one of an automaton. */
const NATIVE_STEPS_PER_STEP = 4;

/** Steps that an automaton may take for each character: some 0.15 s per 100,000 characters. */
const STEPS_PER_CHARACTER = 120;
/** For shorter texts the same steps are shared by fewer characters. */
const FEW_CHARACTERS = 100_000;

/**
 * Reads a pattern as ECMA-262 does with the flag `u`, else without. What cannot explode runs natively up to the length to which that
 * holds, everything else in an automaton, whose time is linear and whose steps are counted.
 */
export function createPattern(source: string): Pattern {
  const parsed = parsePattern(source);
  const matchable = parsed === undefined || canMatch(parsed.tree);
  if (parsed === undefined || !matchable) return untested(source, matchable);
  const nativeLength = safeLength(parsed);
  const native = (text: string): boolean | undefined =>
    nativeLength > 0 && text.length <= nativeLength ? testNatively(parsed, text) : undefined;
  const runner = once(() => createRunner(parsed));
  return {
    source,
    supported: true,
    matchable,
    nativeLength,
    get maxLength() {
      return nativeLength === Infinity ? Infinity : Math.max(nativeLength, longestOf(runner()));
    },
    test: (text) => native(text) ?? runner()?.run(text, stepsFor(text)).matches ?? true,
    run(text, maxSteps) {
      const counted = nativeLength === Infinity ? undefined : runner();
      if (counted !== undefined) return counted.run(text, maxSteps);
      const steps = nativeSteps(text, nativeLength);
      return steps > maxSteps ? { matches: undefined, steps: 0 } : { matches: native(text), steps };
    },
  };
}

function untested(source: string, matchable: boolean): Pattern {
  return {
    source,
    supported: false,
    matchable,
    maxLength: 0,
    nativeLength: 0,
    test: () => true,
    run: () => ({ matches: true, steps: 0 }),
  };
}

/** The longest text, in steps of four, on which the native matcher stays within its bound; 0 where it cannot run at all. */
function safeLength(parsed: ParsedPattern): number {
  let length = 0;
  for (let next = 4; length < Infinity; next *= 4) {
    if (!(backtrackingCost(parsed.tree, next) <= MAX_NATIVE_STEPS)) break;
    length = next < 2 ** 20 ? next : Infinity;
  }
  // V8 compiles when it first matches, and says only then that a pattern is too large.
  return length > 0 && testNatively(parsed, '') === undefined ? 0 : length;
}

/** What a native test may cost, in steps of an automaton; `Infinity` where there cannot be one. */
function nativeSteps({ length }: string, nativeLength: number): number {
  if (nativeLength === Infinity) return 1 + length;
  if (nativeLength === 0 || length > nativeLength) return Infinity;
  return 1 + Math.ceil(((length / nativeLength) * MAX_NATIVE_STEPS) / NATIVE_STEPS_PER_STEP);
}

/** `undefined` where the pattern is too large to be compiled, or the text has more places to come back to than there is room for. */
function testNatively({ expression }: ParsedPattern, text: string): boolean | undefined {
  try {
    return expression.test(text);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function createRunner(parsed: ParsedPattern): AutomatonRunner | undefined {
  const automaton = createAutomaton(parsed);
  if (automaton === undefined) return undefined;
  const isAnchored = parsed.tree.alternatives.every(startsAtStart);
  return new AutomatonRunner(automaton, { isUnicode: parsed.expression.unicode, isAnchored });
}

function stepsFor({ length }: string): number {
  return STEPS_PER_CHARACTER * Math.max(length, FEW_CHARACTERS);
}

/** The longest text that cannot take too many steps. */
function longestOf(runner: AutomatonRunner | undefined): number {
  if (runner === undefined) return 0;
  const { stepsPerCharacter } = runner;
  if (stepsPerCharacter < STEPS_PER_CHARACTER) return Infinity;
  return Math.floor((STEPS_PER_CHARACTER * FEW_CHARACTERS) / stepsPerCharacter) - 1;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
