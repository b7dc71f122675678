import { expect, test } from 'vitest';
import { createPattern } from '../src/index.ts';

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
  '^(a+)+$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '^(a|aa)+$',
  '^(a|a?)+$',
  '(.*a){12}$',
  'a+$',
  '[a-z]*[a-z]*[a-z]*!!',
  '^(?:a?){40}a{40}$',
  '(x+x+)+y',
  '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
  '^(?=.*a)(?=.*b)((a|b)+)+$',
  '(?<=(a+)+)b',
  '^(.*)(.*)(.*)(.*)\\1$',
  '^a{1,1000}{0}$|(a{1,1000}){1,1000}!',
])('%s answers within 50 ms, on 40 characters and on 100,000', (source) => {
  const pattern = createPattern(source);
  pattern.test('warm');
  for (const text of [`${'a'.repeat(40)}!`, `${'a'.repeat(100_000)}!`, `${'ab'.repeat(50_000)}`, 'x'.repeat(100_000)]) {
    pattern.test(text.slice(0, 50));
    const start = performance.now();
    pattern.test(text);
    expect(performance.now() - start).toBeLessThan(50);
  }
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
