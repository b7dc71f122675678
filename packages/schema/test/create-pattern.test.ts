import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPattern, type Pattern } from '../src/index.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';

/** Millions of steps, each of which is counted where coverage is. */
const SLOWLY = { timeout: 120_000 };
/** Steps that a test may take for each character. */
const STEPS_PER_CHARACTER = 120;
/** Steps that a run may take after its last one: 3 in each of the instructions, of which no pattern has more than 20,000. */
const STEPS_OF_LAST_CHARACTER = 60_000;

test.each([
  ['^a+$', 'aaa', 'aab'],
  ['^\\p{Lu}', 'Ä', 'a'],
  ['^[\\w-.]+$', 'a.b-c', 'a b'],
  ['^(?!x)(?=.*\\d).+$', 'a1', 'ab'],
  ['(a|b)\\1', 'aa', 'ab'],
  ['^(?:a|ab)(?:c|bcd)*$', 'abcd', 'abd'],
  ['^(\\s|x)*$', '\u00a0\ufeffx', 'y'],
  ['^(.|x)*$', 'a\u0085b', 'a\u2028b'],
  ['^([^]|x)*y$', '\u2028y', 'z'],
  ['^([\\S]|x)*$', 'ab', 'a\u00a0'],
  ['^([\\D\\W]|x){2}$', 'ab', '11'],
  ['^(a+)+$', 'aaa', 'ab'],
])('%s matches %j and not %j', (source, match, other) => {
  const pattern = createPattern(source);
  expect([pattern.supported, pattern.test(match), pattern.test(other)]).toEqual([true, true, false]);
});

test.each(['[a-z', '(?i)^abc$', '\\A[a-z]++\\z', '(?P<name>a)'])(
  '%s is no pattern of JavaScript: all passes',
  (source) => {
    expect(createPattern(source)).toMatchObject({ supported: false, maxLength: 0 });
    expect(createPattern(source).test('anything')).toBe(true);
  },
);

test.each([
  ['^(a+)+$', 4],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 4],
  ['^(a|aa)+$', 4],
  ['^(a|a?)+$', 4],
  ['(.*a){12}$', 4],
  ['a+$', 1_024],
  ['[a-z]*[a-z]*[a-z]*!!', 16],
  ['^(?:a?){40}a{40}$', 0],
  ['(x+x+)+y', 0],
  ['^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$', 0],
  ['^(?=.*a)(?=.*b)((a|b)+)+$', 4],
  ['(?<=(a+)+)b', 4],
  ['^(.*)(.*)(.*)(.*)\\1$', 16],
  ['^a{1,1000}{0}$|(a{1,1000}){1,1000}!', 0],
])(
  '%s runs natively on at most %i characters, and takes linear steps on 40 and on 100,000',
  SLOWLY,
  (source, nativeLength) => {
    const pattern = createPattern(source);
    expect(pattern.nativeLength).toBeLessThanOrEqual(nativeLength);
    for (const text of [
      `${'a'.repeat(40)}!`,
      `${'a'.repeat(100_000)}!`,
      `${'ab'.repeat(50_000)}`,
      'x'.repeat(100_000),
    ]) {
      const { matches = true, steps } = pattern.run(text, Number.MAX_SAFE_INTEGER);
      expect(steps).toBeLessThanOrEqual(STEPS_PER_CHARACTER * text.length);
      expect(pattern.test(text)).toBe(matches);
    }
  },
);

/** So many letters, `a` or `b`, that none can be told from the ones before. */
function letters(count: number): string {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state < 2 ** 31 ? 'a' : 'b';
  }).join('');
}

test.each([
  ['two places that may be any', '([ab]*a[ab]{1000}|[ab]*b[ab]{999}){1}c{2}'],
  ['two places of a few that may be any', '([ab]*a[ab]{20}|[ab]*b[ab]{19}){1}[cd]'],
  ['what may be left out, thousands of times', '(?:[ab]+[ab]?){4000}c'],
  ['repetitions of repetitions', '(?:(a|b|ab){1,60}){1,60}c'],
  ['what may be empty, thousands of times', '(?:a?){3000}[cd]'],
  ['hundreds of classes', `(${Array.from({ length: 900 }, (_, index) => `[ab${index}]+`).join('|')})+c`],
  ['what may be left out, in what may', `${'(?:[ab]?'.repeat(50)}${')+'.repeat(50)}c`],
])('a pattern of %s takes 120 steps a character of 100,000 at most, on 4 letters too', SLOWLY, (_name, source) => {
  const pattern = createPattern(source);
  expect(pattern.supported).toBe(true);
  const maxSteps = STEPS_PER_CHARACTER * 100_000;
  for (const text of [letters(4), letters(100_000)]) {
    const { matches = true, steps } = pattern.run(text, maxSteps);
    expect(steps).toBeLessThanOrEqual(maxSteps + STEPS_OF_LAST_CHARACTER);
    expect(pattern.test(text)).toBe(matches);
  }
});

test('what takes too many steps passes, and what does not is tested however long it is', SLOWLY, () => {
  const pattern = createPattern('^(([ab]*a[ab]{1000}|[ab]*b[ab]{999}){1}c{2}|[xy]+([xy]+z)*)$');
  expect(pattern.maxLength).toBeGreaterThan(1_000);
  expect(pattern.maxLength).toBeLessThan(10_000);
  expect(pattern.test(letters(pattern.maxLength))).toBe(false);
  expect(pattern.test(letters(100_000))).toBe(true);
  expect([pattern.test('xy'.repeat(50_000)), pattern.test(`${'xy'.repeat(50_000)}!`)]).toEqual([true, false]);
});

test('a run says how many steps it took, and gives up when there are no more', () => {
  const pattern = createPattern('^([ab]+[ab]?)+$');
  const { matches, steps } = pattern.run('ab'.repeat(500), 1_000_000);
  expect(matches).toBe(true);
  expect(steps).toBeGreaterThan(1_000);
  expect(pattern.run('ab'.repeat(500), steps)).toEqual({ matches, steps });
  expect(pattern.run('ab'.repeat(500), steps / 2).matches).toBeUndefined();
});

test('a run that only a backtracking matcher can make is paid for before it is made', () => {
  const pattern = createPattern('^(?=.*a)(.*,)*$');
  expect(pattern.run('a,', 1_000_000)).toMatchObject({ matches: true });
  expect(pattern.run('a,', 10).matches).toBeUndefined();
  expect(pattern.run('a,'.repeat(1_000), 1e9)).toEqual({ matches: undefined, steps: 0 });
  expect(createPattern('(?=(?:a?){3000})[cd]').run('', 1e9)).toEqual({ matches: undefined, steps: 0 });
});

test.each([
  ['hundreds of tables of Unicode', '\\p{L}[^\\p{Lu}]'.repeat(600)],
  ['too many tables of Unicode', '\\p{L}[^\\p{Lu}]'.repeat(100_000)],
  ['groups within each other', `${'(?:a'.repeat(10_000)}${')?'.repeat(10_000)}`],
  ['lookaheads within each other', `${'(?='.repeat(4_000)}a${')'.repeat(4_000)}`],
  ['repetitions of repetitions', '(?:(?:(?:a{1,1000}){1,1000}){1,1000}){1,1000}'],
  ['repetitions of nothing', '(?:(?:(?:){1000}){1000}){1000}'],
  ['a choice of nothings, repeated', `(?:${'|'.repeat(15_000)}){15000}`],
  ['a billion', '([ab]*){1000000000}c'],
  ['a megabyte', 'a'.repeat(1_000_000)],
])('%s is read in bounded time and little memory', (_name, source) => {
  const read = (): Pattern => {
    const pattern = createPattern(source);
    expect(pattern.run('ab', 1_000_000).steps).toBeLessThanOrEqual(1_000_000 + STEPS_OF_LAST_CHARACTER);
    return pattern;
  };
  expect(cpuSeconds(read)).toBeLessThan(ENDLESS_SECONDS);
  const before = process.memoryUsage();
  const patterns = Array.from({ length: 5 }, read);
  const after = process.memoryUsage();
  expect(patterns).toHaveLength(5);
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(5_000_000);
});

test('a text that leaves the native matcher no room is tested all the same', SLOWLY, () => {
  const pattern = createPattern('^([ab])*$');
  expect(pattern.nativeLength).toBe(Infinity);
  expect(pattern.test(`${'ab'.repeat(3_000_000)}c`)).toBe(false);
});

const RUNS = { seed: 20_261_121, numRuns: 1_000 };

const character = fc.constantFrom('a', 'b', '-', '1', ' ', 'é', '😀', '\\n');
const atom = fc.oneof(
  character,
  fc.constantFrom('.', '\\w', '\\W', '\\d', '\\s', '\\S', '\\p{L}', '\\P{Lu}', '[ab]', '[^a]', '[]', '[^]', '[😀-😎]'),
  fc.constantFrom('^', '$', '\\b', '\\B'),
);
const quantifier = fc.constantFrom('', '?', '*', '+', '*?', '{2}', '{0}', '{1,2}', '{2,}', '{0,3}');
const { anyPattern } = fc.letrec<{ anyPattern: string; repeated: string; sequence: string }>((tie) => ({
  anyPattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((list) => list.join('|')),
  sequence: fc.array(tie('repeated'), { maxLength: 3 }).map((list) => list.join('')),
  repeated: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.tuple(tie('anyPattern'), quantifier).map(([source, times]) => `(?:${source})${times}`),
  ),
}));
const anyText = fc
  .array(fc.constantFrom('a', 'b', '-', '1', ' ', 'é', '😀', '\n', '\ud83d', '中'), { maxLength: 8 })
  .map((list) => list.join(''));

test('in linear time as natively, each pattern matches the same texts', () => {
  fc.assert(
    fc.property(anyPattern, fc.array(anyText, { maxLength: 8 }), (source, texts) => {
      // What is added matches none of the texts, but explodes where it runs natively.
      const pattern = createPattern(`(?:${source})|(?:(?:a|a)*!){30}`);
      expect(pattern).toMatchObject({
        supported: true,
        nativeLength: 0,
        maxLength: expect.toSatisfy((length) => length > 8),
      });
      const native = new RegExp(source, 'u');
      for (const text of texts) expect([text, pattern.test(text)]).toEqual([text, native.test(text)]);
    }),
    RUNS,
  );
});

test('patterns without u match code units, as natively', () => {
  const source = '^(\\-|[\\-.😀])+\\_$';
  const pattern = createPattern(`${source}|(?:(?:a|a)*!){30}`);
  expect(pattern.nativeLength).toBe(0);
  for (const text of ['-._', '😀_', '\ud83d_', '-.', 'a_']) {
    expect([text, pattern.test(text)]).toEqual([text, new RegExp(source).test(text)]);
  }
});

const part = fc
  .tuple(
    fc.constantFrom('[a-z0-9]', '\\w', '[A-Za-z]', '\\d', '[^/]', '.'),
    fc.constantFrom('', '+', '*', '?', '{2}', '{1,3}'),
  )
  .map((list) => list.join(''));

test('ordinary patterns are tested however long the text', () => {
  const parts = fc.array(part, { minLength: 1, maxLength: 3 }).map((list) => list.join(''));
  const repeated = fc.constantFrom('*', '+', '?', '{1,3}', '');
  const separator = fc.constantFrom('-', '\\.', ',', '@', '/', ' ?');
  fc.assert(
    fc.property(parts, separator, parts, repeated, fc.boolean(), (first, between, second, times, isAnchored) => {
      const source = `${first}(${between}${second})${times}`;
      expect(createPattern(isAnchored ? `^${source}$` : source)).toMatchObject({
        supported: true,
        maxLength: Infinity,
      });
    }),
    RUNS,
  );
});

test('a pattern that only a backtracking matcher can run says up to which length it does', () => {
  const pattern = createPattern('^(?=.*(a|ab)+c).*$');
  expect(pattern.supported).toBe(true);
  expect(pattern.maxLength).toBeLessThan(100);
  expect([pattern.test('ababc'), pattern.test('abab'), pattern.test('b'.repeat(5000))]).toEqual([true, false, true]);
  expect(createPattern('^[a-z]+$').maxLength).toBe(Infinity);
});

test('patterns of thousands of nested groups are left alone', () => {
  const source = `${'('.repeat(20_000)}a${')'.repeat(20_000)}`;
  expect(createPattern(source).test('a')).toBe(true);
});

test.each([
  ['/^[a-z]+$/', false],
  ['^[a-z]+$', true],
  ['(?i)a', true],
])('%s is matchable: %s', (source, matchable) => {
  expect(createPattern(source).matchable).toBe(matchable);
});
