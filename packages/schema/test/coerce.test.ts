import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compiled } from './support/schemas-of.ts';

test.each([
  [{ type: 'integer' }, '7', 7],
  [{ type: 'integer' }, '-7', -7],
  [{ type: 'integer' }, '1e3', 1000],
  [{ type: 'integer' }, '7.5', '7.5'],
  [{ type: 'integer' }, '007', '007'],
  [{ type: 'integer' }, '0x1F', '0x1F'],
  [{ type: 'integer' }, ' 7', ' 7'],
  [{ type: 'integer' }, '', ''],
  [{ type: 'number' }, '7.5', 7.5],
  [{ type: 'number' }, '1e999', '1e999'],
  [{ type: 'number' }, 'NaN', 'NaN'],
  [{ type: 'boolean' }, 'true', true],
  [{ type: 'boolean' }, 'false', false],
  [{ type: 'boolean' }, 'TRUE', 'TRUE'],
  [{ type: 'boolean' }, '1', '1'],
  [{ type: ['integer', 'null'] }, '', null],
  [{ type: ['integer', 'null'] }, 'null', null],
  [{ type: 'string' }, '7', '7'],
  [{ type: ['string', 'integer'] }, '7', '7'],
  [{ type: ['integer', 'string'] }, '7', 7],
  [{ type: ['integer', 'string'] }, 'x', 'x'],
  [{}, '7', '7'],
  [true, '7', '7'],
  [{ enum: [1, 2, 'auto'] }, '2', 2],
  [{ enum: [1, 2, 'auto'] }, 'auto', 'auto'],
  [{ const: true }, 'true', true],
  [{ anyOf: [{ enum: ['auto'] }, { type: 'integer' }] }, '7', 7],
  [{ anyOf: [{ enum: ['auto'] }, { type: 'integer' }] }, 'auto', 'auto'],
  [{ oneOf: [{ type: 'integer', maximum: 5 }, { type: 'boolean' }] }, 'true', true],
  [{ allOf: [{ type: ['integer', 'string'] }, { type: 'integer' }] }, '7', 7],
  [{ $ref: 'Count' }, '7', 7],
  [{ type: 'integer', maximum: 5 }, '7', 7],
  [{ type: 'array', items: { type: 'integer' } }, ['1', '2'], [1, 2]],
  [{ type: 'array', items: { type: 'integer' } }, '1', [1]],
  [{ type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'boolean' } }, ['1', 'true'], ['1', true]],
  [{ anyOf: [{ type: 'array' }, { type: 'integer' }] }, '1', 1],
  [
    { type: 'object', properties: { a: { type: 'integer' } } },
    { a: '1', b: '2' },
    { a: 1, b: '2' },
  ],
  [{ additionalProperties: { type: 'integer' } }, { a: '1' }, { a: 1 }],
  [{ patternProperties: { '^x': { type: 'integer' } } }, { x1: '1', y: '1' }, { x1: 1, y: '1' }],
  [
    { allOf: [{ properties: { a: { type: 'integer' } } }, { properties: { b: { type: 'boolean' } } }] },
    { a: '1', b: 'true' },
    { a: 1, b: true },
  ],
  [
    { oneOf: [{ properties: { a: { type: 'integer' } } }, { properties: { b: { type: 'boolean' } } }] },
    { a: '1', b: 'true' },
    { a: 1, b: true },
  ],
  [{ type: 'integer' }, 7, 7],
  [{ type: 'integer' }, undefined, undefined],
])('%j makes of %j: %j', (schema, value, expected) => {
  expect(compiled(schema, { Count: { type: 'integer' } }, 'request').coerce(value)).toEqual(expected);
});

test('what was given is not written to', () => {
  const given = Object.freeze({ a: Object.freeze(['1']) });
  const schema = compiled({ properties: { a: { items: { type: 'integer' } } } });
  expect(schema.coerce(given)).toEqual({ a: [1] });
  expect(given).toEqual({ a: ['1'] });
});

test('a property of the name __proto__ stays a property', () => {
  const schema = compiled(JSON.parse('{"properties":{"__proto__":{"type":"integer"}}}'));
  expect(JSON.stringify(schema.coerce(JSON.parse('{"__proto__":"7"}')))).toBe('{"__proto__":7}');
});

test('recursive schemas are followed as deep as the value goes', () => {
  const tree = { properties: { size: { type: 'integer' }, children: { type: 'array', items: { $ref: 'root' } } } };
  expect(compiled(tree).coerce({ size: '1', children: { size: '2', children: [] } })).toEqual({
    size: 1,
    children: [{ size: 2, children: [] }],
  });
});

const scalar = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());

test('a scalar written as text comes back as itself', () => {
  fc.assert(
    fc.property(scalar, (value) => {
      const type = typeof value;
      expect(compiled({ type }).coerce(String(value))).toBe(Object.is(value, -0) ? 0 : value);
    }),
    { seed: 1 },
  );
});
