import { expect, test } from 'vitest';
import { createPattern } from '../src/index.ts';
import { corpusTexts, hasCorpus } from './support/corpus.ts';
import { compiled } from './support/schemas-of.ts';

test.each([
  ['^[A-Z]{3}-\\d{4}$', {}],
  ['^(cat|dog|mouse)s?$', {}],
  ['^[^a-z]+$', {}],
  ['^\\S+@\\S+\\.\\w{2,}$', {}],
  ['^\\p{Lu}\\p{Ll}+$', {}],
  ['^(?<year>\\d{4})-\\k<year>$', {}],
  ['^(?!admin)[a-z]+$', {}],
  ['(?=.*\\d)(?=.*[a-z])(?=.*[A-Z])', { minLength: 8 }],
  ['^[a-z]*$', { minLength: 5000, maxLength: 5001 }],
  ['^(ab|cde){2,9}$', { minLength: 17, maxLength: 17 }],
  ['x', { minLength: 30, maxLength: 31 }],
  ['^.{3,}$', { maxLength: 3 }],
  ['^$', {}],
  ['^[😀-😎]+$', { minLength: 3, maxLength: 3 }],
  ['^(a?){20}$', { minLength: 20 }],
  ['^[\\t\\n]$', {}],
])('a text for %s with %j is found', (pattern, lengths) => {
  const schema = compiled({ type: 'string', pattern, ...lengths });
  for (const seed of ['', '1', '2', '3']) expect(schema.generate({ seed })).toMatch(createPatternLike(pattern));
});

function createPatternLike(source: string): RegExp {
  return new RegExp(source, 'u');
}

test('different seeds give different texts', () => {
  const schema = compiled({ type: 'string', pattern: '^[a-z]{8}$' });
  expect(
    new Set(Array.from({ length: 20 }, (_, index) => schema.generate({ seed: String(index) }))).size,
  ).toBeGreaterThan(10);
});

test.runIf(hasCorpus())('of the patterns in published documents at least 99 % get a text', () => {
  const patterns = [...new Set(corpusTexts().flatMap(patternsOf))].filter((source) => createPattern(source).supported);
  const failed = patterns.filter((pattern) => {
    try {
      compiled({ type: 'string', pattern }).generate();
      return false;
    } catch {
      return true;
    }
  });
  expect(patterns.length).toBeGreaterThan(150);
  expect(failed.length / patterns.length, `without a text: ${failed.join('  ')}`).toBeLessThan(0.01);
});

test.runIf(hasCorpus())(
  'of the patterns in published documents 98 % are enforced however long the text, and 99 % on 5,000 characters',
  () => {
    const patterns = [...new Set(corpusTexts().flatMap(patternsOf))]
      .map(createPattern)
      .filter(({ supported }) => supported);
    const limitedBelow = (length: number): readonly string[] =>
      patterns.filter(({ maxLength }) => maxLength < length).map(({ source }) => source);
    const [ever, soon] = [limitedBelow(Infinity), limitedBelow(5_000)];
    expect(ever.length / patterns.length, ever.join('  ')).toBeLessThan(0.02);
    expect(soon.length / patterns.length, soon.join('  ')).toBeLessThan(0.01);
  },
);

/** What stands behind `pattern:` in JSON and YAML, quoted or not. */
function patternsOf(text: string): readonly string[] {
  return [
    ...text.matchAll(/^\s*"?pattern"?:[ ]*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^"'\s#|>&*{[].*?))[ ]*,?$/gm),
  ].flatMap(([, double, single, plain]) => {
    if (double !== undefined) return readDouble(double);
    return single?.replaceAll("''", "'") ?? plain ?? [];
  });
}

function readDouble(text: string): readonly string[] {
  try {
    return [JSON.parse(`"${text}"`)];
  } catch {
    return [];
  }
}
