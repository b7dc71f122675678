import { expect, test } from 'vitest';
import { readPreferences } from '../src/preferences.ts';

function read(headers: Record<string, string>, query = ''): ReturnType<typeof readPreferences> {
  return readPreferences((name) => headers[name], query);
}

test.each([
  ['code=404', { code: 404, applied: 'code=404' }],
  [
    'Code=404; foo=bar, example="two words"',
    { code: 404, example: 'two words', applied: 'code=404, example="two words"' },
  ],
  ['dynamic=true, seed=a', { dynamic: true, seed: 'a', applied: 'dynamic=true, seed=a' }],
  ['code=200, code=404', { code: 200 }],
  ['example="a, \\"b\\""', { example: 'a, "b"', applied: 'example="a, \\"b\\""' }],
])('Prefer: %s', (prefer, expected) => {
  expect(read({ prefer })).toMatchObject(expected);
});

test('preferences that are not known here are ignored, and nothing is said to be applied', () => {
  const preferences = read({ prefer: 'respond-async, wait=10, return=minimal' });
  expect(preferences).toMatchObject({ code: undefined, applied: undefined });
});

test.each([
  ['code=4040', 'code'],
  ['code=abc', 'code'],
  ['code=600', 'code'],
  ['dynamic=yes', 'dynamic'],
])('Prefer: %s is refused', (prefer, name) => {
  expect(read({ prefer })).toMatchObject({ name, expected: expect.any(String) });
});

test('the query counts only without Prefer', () => {
  expect(read({}, 'a=1&__code=404&__example=x')).toMatchObject({ code: 404, example: 'x', applied: undefined });
  expect(read({ prefer: 'example=y' }, '__code=404')).toMatchObject({ code: undefined, example: 'y' });
});

test("Postman's fields are read too", () => {
  expect(read({ 'x-mock-response-code': '404', 'x-mock-response-name': 'gone' })).toMatchObject({
    code: 404,
    example: 'gone',
  });
});
