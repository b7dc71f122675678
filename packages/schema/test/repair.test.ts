import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonSchema, SchemaError } from '../src/index.ts';
import { anySchema, OTHERS } from './support/any-schema.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';
import { compiled } from './support/schemas-of.ts';

const RUNS = { seed: 20_261_122, numRuns: 300 };

const PET = {
  type: 'object',
  required: ['name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 1 },
    status: { enum: ['available', 'pending', 'sold'] },
    age: { type: 'integer', minimum: 0, maximum: 30 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2, uniqueItems: true },
  },
  additionalProperties: false,
} as const;

const SHAPES = {
  oneOf: [
    {
      type: 'object',
      required: ['kind', 'radius'],
      properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
    },
    {
      type: 'object',
      required: ['kind', 'width', 'height'],
      properties: { kind: { const: 'box' }, width: { type: 'number' }, height: { type: 'number' } },
    },
  ],
} as const;

test.each<[what: string, schema: JsonSchema, given: unknown, repaired: unknown]>([
  ['text becomes the number that it says', { type: 'integer' }, '12', 12],
  ['a number goes to its nearest bound', { type: 'integer', minimum: 1, maximum: 100 }, 250, 100],
  ['a number keeps away from an exclusive bound', { type: 'integer', exclusiveMinimum: 0 }, 0, 1],
  ['a number goes to the nearest multiple', { type: 'number', multipleOf: 0.5, maximum: 9.9 }, 7.3, 7.5],
  ['a multiple stays inside the bounds', { type: 'integer', multipleOf: 5, maximum: 23 }, 40, 20],
  ['text becomes true', { type: 'boolean' }, 'yes', true],
  ['a number becomes a text', { type: 'string' }, 7, '7'],
  ['a slip in a listed value is undone', PET.properties.status, 'Availble', 'available'],
  ['a text is cut', { type: 'string', maxLength: 3 }, 'abcdef', 'abc'],
  ['a text is cut between characters', { type: 'string', maxLength: 2 }, '👍👍👍', '👍👍'],
  ['a text is filled up', { type: 'string', minLength: 4 }, 'ab', 'abbb'],
  ['a text takes the case that a pattern wants', { type: 'string', pattern: '^[A-Z]{2}$' }, 'de', 'DE'],
  ['a moment becomes its day', { type: 'string', format: 'date' }, '2026-11-21T10:00:00Z', '2026-11-21'],
  ['a day becomes its first moment', { type: 'string', format: 'date-time' }, '2026-11-21', '2026-11-21T00:00:00Z'],
  ['one value becomes a list of it', { type: 'array', items: { type: 'integer' } }, '7', [7]],
  ['a list of one becomes its value', { type: 'integer' }, [7], 7],
  ['JSON in a text becomes what it says', { type: 'object', required: ['a'] }, '{"a":1}', { a: 1 }],
  ['repeated items are left out', PET.properties.tags, ['a', 'b', 'a'], ['a', 'b']],
  ['items that are too many are left out', PET.properties.tags, ['a', 'b', 'c'], ['a', 'b']],
  ['a misspelt member gets its name', PET, { nmae: 'Rex' }, { name: 'Rex' }],
  ['a misspelt optional member gets its name', PET, { name: 'Rex', Status: 'sold' }, { name: 'Rex', status: 'sold' }],
  [
    'a misspelt member gets its name where others are allowed',
    { ...PET, additionalProperties: true },
    { nmae: 'Rex' },
    { name: 'Rex' },
  ],
  ['an unknown member is left out', PET, { name: 'Rex', colour: 'red' }, { name: 'Rex' }],
  [
    'several members are repaired at once',
    PET,
    { name: 'Rex', age: '99', tags: 'a' },
    { name: 'Rex', age: 30, tags: ['a'] },
  ],
  [
    'the alternative that was meant is kept',
    SHAPES,
    { kind: 'box', width: 1, height: '2' },
    { kind: 'box', width: 1, height: 2 },
  ],
  [
    'a slip in what tells alternatives apart is undone',
    SHAPES,
    { kind: 'Circle', radius: 2 },
    { kind: 'circle', radius: 2 },
  ],
  [
    'a nested item is repaired in its place',
    { type: 'array', items: PET },
    [{ name: 'Rex' }, { name: 'Tom', age: -1 }],
    [{ name: 'Rex' }, { name: 'Tom', age: 0 }],
  ],
])('%s', (_, schema, given, repaired) => {
  expect(compiled(schema, {}, 'request').repair(given)).toEqual(repaired);
});

test('a missing member is generated for its place, the same for the same seed', () => {
  const pet = compiled(PET, {}, 'request');
  const repaired = pet.repair({ age: 3 }, { seed: 'a' });
  expect(repaired).toEqual({ age: 3, name: expect.any(String) });
  expect(compiled(PET, {}, 'request').repair({ age: 3 }, { seed: 'a' })).toEqual(repaired);
});

test('a read-only member that is wrong is left out of a request, one that is right is tolerated', () => {
  const pet = compiled(PET, {}, 'request');
  expect(pet.repair({ name: 'Rex', id: 'x' })).toEqual({ name: 'Rex' });
  expect(pet.repair({ name: 'Rex', id: 7, age: -1 })).toEqual({ name: 'Rex', id: 7, age: 0 });
});

test('members of any name are told apart from what objects inherit', () => {
  const schema = {
    type: 'object',
    required: ['constructor'],
    properties: { constructor: { type: 'integer' }, ['__proto__']: { type: 'integer' } },
  } as const;
  const given: unknown = JSON.parse('{"__proto__": "1", "toString": 5}');
  const repaired = compiled(schema).repair(given) as object;
  expect(Object.hasOwn(repaired, 'constructor')).toBe(true);
  expect(Object.entries(repaired)).toContainEqual(['toString', 5]);
  expect(Object.getPrototypeOf(repaired)).toBe(Object.prototype);
});

test('whatever a schema and a value are, the result is valid, and there is one where the schema has an instance', () => {
  fc.assert(
    fc.property(anySchema, fc.jsonValue({ maxDepth: 3 }), (root, value) => {
      const schema = compiled(root, OTHERS);
      const repaired = schema.repair(value);
      if (schema.isValid(value)) expect(repaired).toBe(value);
      else if (repaired !== undefined) expect(schema.isValid(repaired)).toBe(true);
      else expect(() => schema.generate()).toThrow(SchemaError);
    }),
    RUNS,
  );
});

test('what is valid without a change is left without it', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer(), fc.boolean(), fc.string())),
      (given) => {
        const one = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'integer' }] };
        const schema = compiled({
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' } },
          additionalProperties: one,
        });
        const repaired = schema.repair(given) as Record<string, unknown>;
        for (const [name, value] of Object.entries(given))
          if (typeof value === 'string') expect(repaired[name]).toBe(value);
          else expect(typeof repaired[name]).toBe('string');
      },
    ),
    RUNS,
  );
});

const LEAVES: Record<string, [schema: JsonSchema, right: unknown, wrong: unknown]> = {
  integer: [{ type: 'integer', maximum: 9 }, 3, { no: [1] }],
  word: [{ type: 'string', maxLength: 5 }, 'right', ['x', 'y']],
  listed: [{ enum: ['a', 'b'] }, 'b', 'something else'],
  list: [{ type: 'array', items: { type: 'boolean' } }, [true], 'no'],
};

test('what was right stays as it was', () => {
  const kinds = fc.array(fc.constantFrom(...Object.keys(LEAVES)), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(kinds, fc.nat(), fc.boolean(), (names, pick, isMissing) => {
      const leaves = names.map((kind, index) => [`${kind}${index}`, LEAVES[kind] ?? [true, 0, 0]] as const);
      const wrong = leaves[pick % leaves.length]?.[0] ?? '';
      const schema = compiled({
        type: 'object',
        required: leaves.map(([name]) => name),
        properties: Object.fromEntries(leaves.map(([name, [leaf]]) => [name, leaf])),
        additionalProperties: false,
      });
      const right = Object.fromEntries(leaves.map(([name, [, value]]) => [name, value]));
      const { [wrong]: _, ...others } = right;
      const given = isMissing ? others : { ...right, [wrong]: LEAVES[wrong.replace(/\d+$/, '')]?.[2] };
      const repaired = schema.repair(given) as Record<string, unknown>;
      expect(schema.isValid(repaired)).toBe(true);
      expect({ ...repaired, [wrong]: 0 }).toEqual({ ...right, [wrong]: 0 });
    }),
    RUNS,
  );
});

test.each<[what: string, schema: JsonSchema, value: unknown]>([
  ['deep nesting', { $ref: 'Tree' }, JSON.parse(`${'{"children":['.repeat(40_000)}5${']}'.repeat(40_000)}`)],
  ['many items', { type: 'array', items: { type: 'integer' } }, Array.from({ length: 200_000 }, () => 'x')],
  [
    'many unknown members',
    { ...PET, required: [] },
    Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`n${i}`, i])),
  ],
  ['a long text', { type: 'string', maxLength: 10, pattern: '^(a+)+$' }, 'a'.repeat(200_000)],
  ['alternatives of alternatives', { $ref: 'Level11' }, { a: { a: { a: 'x' } } }],
])('%s takes bounded time', (_, schema, value) => {
  const one = compiled(schema, { ...OTHERS, ...levels(12) });
  let repaired: unknown;
  const seconds = cpuSeconds(() => {
    repaired = one.repair(value);
  });
  expect(seconds).toBeLessThan(ENDLESS_SECONDS);
  if (repaired !== undefined) expect(one.isValid(repaired)).toBe(true);
});

/** Each level has four ways to the next. */
function levels(count: number): Record<string, JsonSchema> {
  const branch = (name: string, level: number): JsonSchema => ({
    required: [name],
    properties: { [name]: level === 0 ? { type: 'integer' } : { $ref: `Level${level - 1}` } },
  });
  return Object.fromEntries(
    Array.from({ length: count }, (_, level) => [
      `Level${level}`,
      { anyOf: [branch('a', level), branch('b', level)], allOf: [{ oneOf: [branch('c', level), branch('d', level)] }] },
    ]),
  );
}
