import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBody } from '../src/index.ts';
import { describe, read, roundTrip, write } from './support/body.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';

const FORM = {
  mediaType: 'application/x-www-form-urlencoded',
  schema: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
      address: { type: 'object' },
    },
  },
};

test('a form is there at once', () => {
  const context = { contentType: FORM.mediaType, ...describe(FORM) };
  expect(readBody(Buffer.from('id=a+b&tags=x&tags=%C3%A9&other=1'), context)).toEqual({
    value: { id: 'a b', tags: ['x', 'é'], other: '1' },
  });
});

// OpenAPI 3.2 §4.15.3.1
test('the form of the specification is written and read as it says', async () => {
  const value = {
    id: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    address: { streetAddress: '123 Example Dr.', city: 'Somewhere', state: 'CA', zip: '99999+1234' },
  };
  expect(write(value, FORM)).toEqual({
    contentType: FORM.mediaType,
    body: 'id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C%22city%22%3A%22Somewhere%22%2C%22state%22%3A%22CA%22%2C%22zip%22%3A%2299999%2B1234%22%7D',
  });
  expect(await roundTrip(value, FORM)).toEqual({ value });
});

const STRIPE = {
  mediaType: 'application/x-www-form-urlencoded',
  encoding: new Map([
    ['expand', { style: 'deepObject', explode: true, headers: [] } as const],
    ['items', { style: 'deepObject', explode: true, headers: [] } as const],
  ]),
  schema: {
    type: 'object',
    properties: {
      expand: { type: 'array', items: { type: 'string' } },
      items: { type: 'array', items: { type: 'object', properties: { price: {}, tax_rates: { type: 'array' } } } },
      metadata: { anyOf: [{ type: 'object', additionalProperties: { type: 'string' } }, { enum: [''] }] },
    },
  },
};

test('forms as Stripe has them are read, with indices and without', async () => {
  const text =
    'expand[]=a&expand[]=b&items[0][price]=p&items[0][tax_rates][0]=t&items[1][price]=q&metadata[order_id]=6735';
  expect(await read(text, STRIPE)).toEqual({
    value: {
      expand: ['a', 'b'],
      items: [{ price: 'p', tax_rates: ['t'] }, { price: 'q' }],
      metadata: { order_id: '6735' },
    },
  });
  expect(await read('expand[0]=a&metadata=', STRIPE)).toEqual({ value: { expand: ['a'], metadata: '' } });
});

test('any form that can be written is read again', async () => {
  const text = fc.string({ unit: 'binary', minLength: 1 }).map((value) => value.toWellFormed());
  const value = fc.record(
    {
      id: text,
      tags: fc.array(text, { minLength: 1 }),
      address: fc.dictionary(text, fc.jsonValue()),
      ['__proto__']: text,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      expect(await roundTrip(given, FORM)).toEqual({ value: JSON.parse(JSON.stringify(given)) });
    }),
    { seed: 20_261_121 },
  );
});

test.each([
  ['id=%zz', '/id', 'contains a percent-escape'],
  ['id=1&id=2', '/id', 'is sent more than once'],
  ['address={', '/address', 'must be JSON'],
  [`x${'[a]'.repeat(100)}=1`, '/x', 'nests more than'],
])('%s is a problem of one field', async (text, pointer, message) => {
  const result = await read(text, FORM);
  expect(result).toMatchObject({
    problems: [{ code: 'BAD_FORM', pointer, message: expect.stringContaining(message) }],
  });
});

test.each([
  ['values of one name', 'a&'.repeat(400_000)],
  ['names', Array.from({ length: 100_000 }, (_, index) => `k${index}[a][]=${index}`).join('&')],
])('a form of many %s is read before long', { timeout: 120_000 }, async (_, text) => {
  expect(await cpuSeconds(() => read(text, FORM))).toBeLessThan(ENDLESS_SECONDS);
});
