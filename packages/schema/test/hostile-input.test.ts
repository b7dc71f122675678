import { expect, test } from 'vitest';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';
import { compiled } from './support/schemas-of.ts';

const TREE = { Tree: { type: 'array', items: { $ref: 'Tree' } } };

test('an instance nested 100,000 levels deep is invalid, not a crash', () => {
  const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  const tree = compiled({ $ref: 'Tree' }, TREE);
  expect(tree.isValid(deep)).toBe(false);
  expect(tree.validate(deep)).toMatchObject([{ keyword: 'depth', pointer: '' }]);
  expect(tree.coerce(deep)).toBe(deep);
});

test('a schema that refers to nothing but itself has no valid instance', () => {
  expect(compiled({ $ref: 'root' }).isValid(1)).toBe(false);
  expect(compiled({ $ref: 'root' }).validate(1)).toMatchObject([{ keyword: 'depth' }]);
});

test('alternatives that double at each of 60 levels are given up', { timeout: 120_000 }, () => {
  const levels = Object.fromEntries(
    Array.from({ length: 60 }, (_, level) => [
      `L${level}`,
      { oneOf: [{ $ref: `L${level + 1}` }, { $ref: `L${level + 1}` }] },
    ]),
  );
  const schema = compiled({ $ref: 'L0' }, { ...levels, L60: { type: 'string' } });
  expect(schema.isValid('a')).toBe(false);
  expect(schema.validate('a')).toMatchObject([{ keyword: 'depth' }]);
});

test('diamonds of allOf are checked once each, not 2^40 times', () => {
  const levels = Object.fromEntries(
    Array.from({ length: 40 }, (_, level) => [
      `L${level}`,
      { allOf: [{ $ref: `L${level + 1}` }, { $ref: `L${level + 1}` }] },
    ]),
  );
  const schema = compiled({ $ref: 'L0' }, { ...levels, L40: { type: 'object', required: ['id'] } });
  expect([schema.isValid({ id: 1 }), schema.isValid({})]).toEqual([true, false]);
  expect(schema.validate({})).toHaveLength(1);
});

test('an enum of 100,000 values and as many items take linear time', () => {
  const values = Array.from({ length: 100_000 }, (_, index) => ({ code: index }));
  const schema = compiled({ items: { enum: values } });
  schema.isValid([]);
  expect(cpuSeconds(() => schema.isValid(values))).toBeLessThan(ENDLESS_SECONDS);
});

test('uniqueItems over 100,000 objects takes linear time', () => {
  const schema = compiled({ uniqueItems: true });
  const items = Array.from({ length: 100_000 }, (_, index) => ({ id: index, name: 'x' }));
  expect(cpuSeconds(() => expect(schema.isValid(items)).toBe(true))).toBeLessThan(ENDLESS_SECONDS);
  expect(schema.isValid([...items, { name: 'x', id: 5 }])).toBe(false);
});

test('values of different types and strings that look like their keys are different items', () => {
  expect(compiled({ uniqueItems: true }).isValid([1, '1', true, null, 'null', [1], '[1]', '\0[1]', {}, '{}'])).toBe(
    true,
  );
  expect(compiled({ uniqueItems: true }).isValid([1, 1])).toBe(false);
});

test('a million violations give a short list', () => {
  const items = Array.from({ length: 200_000 }, () => 'x');
  const violations = compiled({ items: { type: 'integer' } }).validate(items);
  expect(violations).toMatchObject([{ pointer: '/0', keyword: 'type' }]);
  expect(compiled({ items: { type: 'integer' } }).validate(items.slice(0, 1000))).toHaveLength(100);
});

test.each(['url', 'uri', 'email', 'hostname', 'ipv6', 'date-time', 'duration', 'uri-template', 'json-pointer'])(
  'the format %s is checked on 300 KB in linear time',
  (format) => {
    const schema = compiled({ format });
    const texts = ['a:', 'a-', 'a.', 'a@', '1', '/', '{a,', '::', '%61'].flatMap((part) => [
      part.repeat(100_000),
      `http://${part.repeat(100_000)}!`,
      `a@${part.repeat(100_000)}!`,
    ]);
    expect(cpuSeconds(() => texts.map((text) => schema.isValid(text)))).toBeLessThan(ENDLESS_SECONDS);
  },
);
