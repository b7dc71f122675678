import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBody } from '../src/index.ts';
import { describe, read, roundTrip } from './support/body.ts';

const JSON_BODY = { mediaType: 'application/json' };

test('JSON is there at once', () => {
  const context = { contentType: 'application/json', ...describe(JSON_BODY) };
  expect(readBody(Buffer.from('{"a":1}'), context)).toEqual({ value: { a: 1 } });
});

test('any JSON that is written is read again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(await roundTrip(value, JSON_BODY)).toEqual({ value: JSON.parse(JSON.stringify(value)) });
    }),
    { seed: 20_261_121 },
  );
});

test.each([
  ['', 1, 1],
  ['{"a":}', 1, 6],
  ['{\n  "a": 1,\n}', 2, 9],
  ['[1 2]', 1, 4],
  ['{"a" 1}', 1, 6],
  ['{a: 1}', 1, 2],
  ['[1]\n]', 2, 1],
  ['{"a": nul}', 1, 7],
  ['"\\x"', 1, 2],
])('%j breaks at line %i, column %i', async (text, line, column) => {
  const result = await read(text, JSON_BODY);
  expect(result).toMatchObject({ problems: [{ code: 'BAD_JSON', line, column }] });
});

test('a message says what is wrong and where', async () => {
  expect(await read('{"a":}', JSON_BODY)).toMatchObject({
    problems: [{ message: 'is not JSON, at line 1, column 6: `}` stands where a value should.' }],
  });
});

test('the last of a repeated name counts, and __proto__ is a name', async () => {
  const result = await read('{"a":1,"a":2,"__proto__":{"polluted":true}}', JSON_BODY);
  expect(JSON.stringify(result)).toBe('{"value":{"a":2,"__proto__":{"polluted":true}}}');
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('a byte order mark is passed over, and what is not UTF-8 is refused', async () => {
  expect(await read('\ufeff[1]', JSON_BODY)).toEqual({ value: [1] });
  expect(await read(Buffer.from([0x22, 0xff, 0x22]), JSON_BODY)).toMatchObject({
    problems: [{ code: 'BAD_ENCODING' }],
  });
});

test.each(['[', '{"a":'])('nesting by %s is bounded', async (opening) => {
  const closing = opening === '[' ? ']' : '}';
  const nested = (levels: number) => `${opening.repeat(levels)}1${closing.repeat(levels)}`;
  expect(await read(nested(500), JSON_BODY)).toHaveProperty('value');
  expect(await read(nested(501), JSON_BODY)).toMatchObject({ problems: [{ code: 'TOO_DEEP' }] });
  expect(await read(nested(200_000), JSON_BODY)).toMatchObject({ problems: [{ code: 'TOO_DEEP' }] });
});

test('brackets in texts do not nest', async () => {
  const value = ['['.repeat(2_000), `"\\${'{'.repeat(2_000)}`];
  expect(await roundTrip(value, JSON_BODY)).toEqual({ value });
});

test('a mistake in a very long text is found', async () => {
  const text = `["${'x'.repeat(5_000_000)}",]`;
  expect(await read(text, JSON_BODY)).toMatchObject({ problems: [{ code: 'BAD_JSON', column: 5_000_004 }] });
});
