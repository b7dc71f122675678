import { createSchemas } from '@mockloop/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOver } from '../../src/webhooks/lay-over.ts';

const SCHEMA = {
  type: 'object',
  required: ['id', 'kind'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: 1 },
    kind: { enum: ['cat', 'dog'] },
    name: { type: 'string', maxLength: 5 },
    owner: { type: 'object', properties: { id: { type: 'string' }, age: { type: 'integer' } } },
  },
} as const;
const schema = createSchemas({ source: () => SCHEMA }).compile('pet', 'response');
const isValid = (instance: unknown): boolean => schema.isValid(instance);

test.each([
  [{ id: 7 }, { id: 7, kind: 'cat', owner: { id: 'a', age: 1 } }],
  [
    { id: 0, kind: 'dog' },
    { id: 1, kind: 'dog', owner: { id: 'a', age: 1 } },
  ],
  [
    { unknown: 1, name: 'Rex' },
    { id: 1, kind: 'cat', owner: { id: 'a', age: 1 } },
  ],
  [{ owner: { id: 5, age: 40 } }, { id: 1, kind: 'cat', owner: { id: 'a', age: 40 } }],
  [{ owner: { id: 'b' } }, { id: 1, kind: 'cat', owner: { id: 'b' } }],
  [[7], { id: 1, kind: 'cat', owner: { id: 'a', age: 1 } }],
  [null, { id: 1, kind: 'cat', owner: { id: 'a', age: 1 } }],
])('of %j what is shared and stays valid is taken over', (values, expected) => {
  expect(layOver({ id: 1, kind: 'cat', owner: { id: 'a', age: 1 } }, values, { path: [], isValid })).toEqual(expected);
});

test('members are added where that is allowed', () => {
  const mayAdd = (name: string): boolean => name === 'name';
  expect(layOver({ id: 1, kind: 'cat' }, { name: 'Rex', owner: {} }, { path: [], isValid, mayAdd })).toEqual({
    id: 1,
    kind: 'cat',
    name: 'Rex',
  });
});

test('only what stands at the path is changed', () => {
  const given = { a: { b: { id: 1 } }, id: 2 };
  expect(layOver(given, { id: 7 }, { path: ['a', 'b'], isValid: () => true })).toEqual({ a: { b: { id: 7 } }, id: 2 });
  expect(layOver(given, { id: 7 }, { path: ['a', 'c'], isValid: () => true })).toBe(given);
  expect(given).toEqual({ a: { b: { id: 1 } }, id: 2 });
});

test('a valid instance stays valid, whatever is laid over it', () => {
  const instance = fc.record(
    {
      id: fc.integer({ min: 1 }),
      kind: fc.constantFrom('cat', 'dog'),
      name: fc.string({ maxLength: 5 }),
      owner: fc.record({ id: fc.string(), age: fc.integer() }),
    },
    { requiredKeys: ['id', 'kind'] },
  );
  const values = fc.dictionary(
    fc.constantFrom('id', 'kind', 'name', 'owner', '__proto__', 'constructor', 'x'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(instance, values, fc.boolean(), (given, laid, mayAdd) => {
      const before = structuredClone(given);
      expect(isValid(layOver(given, laid, { path: [], isValid, mayAdd: () => mayAdd }))).toBe(isValid(given));
      expect(given).toEqual(before);
    }),
    { seed: 7, numRuns: 300 },
  );
});
