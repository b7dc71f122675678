import { expect, test } from 'vitest';
import type { JsonSchema } from '../src/index.ts';
import { compiled, schemasOf } from './support/schemas-of.ts';

const SEEDS = Array.from({ length: 25 }, (_, index) => String(index));
const MODES = ['example', 'random'] as const;

const OTHERS: Record<string, JsonSchema> = {
  Name: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  Tree: {
    type: 'object',
    properties: { value: { type: 'integer' }, children: { type: 'array', items: { $ref: 'Tree' } } },
  },
  List: { type: 'object', required: ['next'], properties: { next: { anyOf: [{ $ref: 'List' }, { type: 'null' }] } } },
};

/** `generate` validates what it gives, so that a value is proof: these must all have one. */
const SATISFIABLE: Record<string, JsonSchema[]> = {
  const: [{ const: { a: [1, null] } }, { const: null }, { const: 0 }],
  enum: [{ enum: [null, 'a'] }, { type: 'string', enum: [1, 'a', null] }, { enum: ['abc', 'x'], minLength: 2 }],
  type: [{ type: 'null' }, { type: ['integer', 'null'] }, {}, true, { type: 'object' }, { type: 'array' }],
  number: [
    { type: 'integer', minimum: 5, maximum: 5 },
    { type: 'integer', exclusiveMinimum: 5, exclusiveMaximum: 7 },
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.001 },
    { type: 'number', minimum: 1.5, maximum: 1.5 },
    { type: 'number', multipleOf: 0.01, minimum: 0.29, maximum: 0.3 },
    { type: 'integer', multipleOf: 7, minimum: 8, maximum: 15 },
    { allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], type: 'integer', minimum: 1, maximum: 12 },
    { type: 'integer', multipleOf: 2.5, minimum: 1, maximum: 6 },
    { type: 'integer', maximum: -1000 },
    { type: 'integer', minimum: 1e15 },
    { type: 'number', format: 'int32' },
    { type: 'integer', format: 'int32', minimum: 2 ** 31 - 1 },
    { type: 'number', minimum: 1e300 },
    { type: 'number', multipleOf: 1e-8, minimum: 1, maximum: 1.1 },
    { minimum: 3 },
  ],
  string: [
    { type: 'string', minLength: 100 },
    { type: 'string', maxLength: 1 },
    { type: 'string', maxLength: 0 },
    { type: 'string', minLength: 3, maxLength: 3 },
    { type: 'string', pattern: '^a', minLength: 10, maxLength: 12 },
    { allOf: [{ pattern: '^[a-z]+$' }, { pattern: 'x' }], type: 'string' },
    { type: 'string', contentEncoding: 'base64', minLength: 40 },
    { type: 'string', format: 'byte', maxLength: 8 },
    { type: 'string', format: 'date-time', minLength: 25, maxLength: 25 },
    { type: 'string', format: 'date', pattern: '^2\\d{3}' },
    { type: 'string', format: 'email', minLength: 60, maxLength: 90 },
    { type: 'string', format: 'email', maxLength: 6 },
    { type: 'string', format: 'hostname', minLength: 100 },
    { type: 'string', format: 'uri', minLength: 200, maxLength: 200 },
    { type: 'string', format: 'uri', maxLength: 12 },
    { type: 'string', format: 'uri', pattern: '^https://' },
    { type: 'string', format: 'uuid', pattern: '^[0-9a-f-]{36}$' },
    { type: 'string', not: { const: 'alpha' } },
    { minLength: 2 },
  ],
  array: [
    { type: 'array', minItems: 3, items: { type: 'integer' } },
    { type: 'array', maxItems: 0 },
    { type: 'array', uniqueItems: true, minItems: 5, items: { enum: ['a', 'b', 'c', 'd', 'e'] } },
    { type: 'array', uniqueItems: true, minItems: 2, items: { type: 'boolean' } },
    { type: 'array', uniqueItems: true, minItems: 10, items: { type: 'integer', minimum: 1, maximum: 10 } },
    { type: 'array', uniqueItems: true, minItems: 8, items: { $ref: 'Name' } },
    { type: 'array', prefixItems: [{ const: 1 }, { const: 2 }], items: false },
    { type: 'array', prefixItems: [{ const: 1 }], items: { type: 'string' }, minItems: 4 },
    { type: 'array', contains: { const: 7 } },
    { type: 'array', contains: { const: 7 }, items: { type: 'integer' }, minContains: 3, maxContains: 3, minItems: 5 },
    { type: 'array', contains: { type: 'string' }, maxContains: 1, minItems: 3 },
    { type: 'array', contains: { const: 7 }, minContains: 0, maxContains: 0, items: { enum: [7, 8] }, minItems: 2 },
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], contains: { const: 7 }, items: false },
    { allOf: [{ contains: { const: 1 } }, { contains: { const: 2 } }], type: 'array' },
    { type: 'array', prefixItems: [{ type: 'string' }], unevaluatedItems: false, minItems: 1 },
    {
      type: 'array',
      allOf: [{ prefixItems: [{ type: 'string' }] }],
      unevaluatedItems: { type: 'integer' },
      minItems: 3,
    },
    { items: { $ref: 'Name' }, minItems: 1 },
  ],
  object: [
    { $ref: 'Name' },
    { required: ['a', 'b'] },
    { type: 'object', minProperties: 3 },
    { type: 'object', minProperties: 2, maxProperties: 2, properties: { a: {}, b: {}, c: {} }, required: ['c'] },
    { type: 'object', maxProperties: 0, properties: { a: {} } },
    { type: 'object', minProperties: 70, additionalProperties: { type: 'integer' } },
    { type: 'object', minProperties: 2, propertyNames: { pattern: '^[a-f]{3}$' } },
    { type: 'object', properties: { ab: {}, abc: {} }, propertyNames: { maxLength: 2 } },
    {
      type: 'object',
      minProperties: 1,
      patternProperties: { '^x-': { type: 'integer' } },
      additionalProperties: false,
    },
    { type: 'object', required: ['x-a'], patternProperties: { '^x-': { const: 1 } }, additionalProperties: false },
    { type: 'object', additionalProperties: { $ref: 'Name' } },
    {
      allOf: [{ properties: { a: { type: 'string' } }, additionalProperties: false }, { properties: { a: {}, b: {} } }],
    },
    { type: 'object', allOf: [{ $ref: 'Name' }], unevaluatedProperties: false, properties: { extra: {} } },
    { type: 'object', allOf: [{ $ref: 'Name' }], unevaluatedProperties: { type: 'integer' }, minProperties: 3 },
    { type: 'object', properties: { a: {}, b: {} }, dependentRequired: { a: ['c'], c: ['d'] } },
    {
      type: 'object',
      required: ['a'],
      properties: { a: {} },
      dependentSchemas: { a: { required: ['b'], properties: { b: { const: 1 } } } },
    },
    { type: 'object', properties: { a: {} }, dependentSchemas: { a: false } },
  ],
  composition: [
    { allOf: [{ minimum: 3 }, { maximum: 3 }], type: 'integer' },
    { allOf: [{ type: ['string', 'integer'] }, { type: ['integer', 'null'] }] },
    { allOf: [{ enum: [1, 2, 3] }, { enum: [3, 4] }] },
    { anyOf: [false, { type: 'integer' }] },
    { oneOf: [{ type: 'integer' }, { minimum: 2 }] },
    {
      oneOf: [
        { type: 'object', properties: { a: { type: 'string' } } },
        { type: 'object', properties: { b: { type: 'string' } } },
      ],
    },
    { oneOf: [{ required: ['a'] }, { required: ['b'] }], properties: { a: {}, b: {} }, type: 'object' },
    { oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }], type: 'integer', minimum: 1 },
    {
      oneOf: [
        { $ref: 'Name' },
        { allOf: [{ $ref: 'Name' }, { required: ['age'], properties: { age: { type: 'integer' } } }] },
      ],
    },
    { anyOf: [{ type: 'string' }, { type: 'integer' }], oneOf: [{ type: 'integer' }, { type: 'boolean' }] },
    { not: { type: 'string' } },
    { not: { type: ['object', 'array', 'string', 'number', 'boolean'] } },
    { type: 'object', properties: { a: {}, b: {} }, not: { required: ['a'] } },
    { type: 'integer', minimum: 0, maximum: 3, not: { enum: [0, 1, 2] } },
    { type: 'integer', not: { minimum: 5 } },
    { type: 'string', not: { minLength: 3 } },
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' } },
      not: { properties: { a: { minimum: 0 } } },
    },
    { not: { not: { const: 3 } } },
    { not: { anyOf: [{ type: 'string' }, { type: 'object' }] } },
    {
      type: 'object',
      required: ['a'],
      properties: { a: { enum: [1, 2] } },
      if: { properties: { a: { const: 1 } } },
      then: { required: ['b'] },
      else: { required: ['c'] },
    },
    { type: 'integer', if: { minimum: 10 }, then: { multipleOf: 10 }, else: { maximum: 2 } },
    { type: 'integer', minimum: 0, maximum: 9, if: { minimum: 5 }, then: false },
  ],
  recursion: [
    { $ref: 'Tree' },
    { $ref: 'List' },
    { type: 'object', required: ['a'], properties: { a: { anyOf: [{ $ref: 'root' }, { type: 'string' }] } } },
    { anyOf: [{ type: 'array', minItems: 1, items: { $ref: 'root' } }, { type: 'integer' }] },
  ],
};

test.each(Object.entries(SATISFIABLE).flatMap(([area, schemas]) => schemas.map((schema) => [area, schema] as const)))(
  '%s: %j has an instance for every seed and mode',
  (_, schema) => {
    const one = compiled(schema, OTHERS);
    for (const mode of MODES) for (const seed of SEEDS) one.generate({ seed, mode });
  },
);

test('the same seed gives the same bytes, whatever was generated before', () => {
  const schemas = { Tree: OTHERS.Tree ?? true, Name: OTHERS.Name ?? true };
  const [first, second] = [schemasOf(schemas), schemasOf(schemas)];
  for (const seed of SEEDS) second.compile('Name', 'response').generate({ seed });
  for (const seed of SEEDS.toReversed()) second.compile('Tree', 'response').generate({ seed });
  for (const seed of SEEDS) {
    const [one, other] = [first, second].map((set) =>
      JSON.stringify(set.compile('Tree', 'response').generate({ seed })),
    );
    expect(one).toBe(other);
  }
});

test('another seed gives another instance, whether of the call or of the set', () => {
  const schema = { type: 'string', format: 'uuid' };
  expect(compiled(schema).generate({ seed: '1' })).not.toBe(compiled(schema).generate({ seed: '2' }));
  const [one, other] = ['x', 'y'].map((seed) => schemasOf({ Id: schema }, seed).compile('Id', 'response').generate());
  expect(one).not.toBe(other);
});

test('examples come before defaults, and defaults before what is made up', () => {
  const generate = (schema: JsonSchema): unknown => compiled(schema).generate();
  expect(generate({ type: 'string', examples: ['given'], default: 'usual' })).toBe('given');
  expect(generate({ type: 'string', example: 'given', default: 'usual' })).toBe('given');
  expect(generate({ type: 'string', default: 'usual' })).toBe('usual');
  expect(generate({ type: 'object', properties: { a: { type: 'integer', example: 7 } } })).toEqual({ a: 7 });
});

test('an example beside a reference comes before that of its target', () => {
  const schema = { $ref: 'Code', example: 'outer' };
  expect(compiled(schema, { Code: { type: 'string', example: 'inner' } }).generate()).toBe('outer');
});

test('examples that are not valid are passed over', () => {
  expect(compiled({ type: 'string', examples: [1, 'right'] }).generate()).toBe('right');
  expect(compiled({ type: 'integer', example: 'x', default: 3 }).generate()).toBe(3);
  expect(
    compiled({ type: 'object', required: ['a'], properties: { a: { type: 'integer' } }, example: {} }).generate(),
  ).toHaveProperty('a');
});

test('an example that is only wrong in its place does not stand in the way', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'integer', example: 5 } },
    required: ['a'],
    not: { properties: { a: { const: 5 } } },
  };
  expect(compiled(schema).generate()).not.toEqual({ a: 5 });
});

test('random instances use no examples', () => {
  const schema = compiled({ type: 'integer', example: -7, minimum: -10 });
  expect(SEEDS.map((seed) => schema.generate({ seed, mode: 'random' }))).not.toContain(-7);
});

test('random instances vary in what is optional and in the length of arrays', () => {
  const schema = compiled({
    type: 'object',
    properties: { a: { type: 'array', items: { type: 'integer' } }, b: {}, c: {} },
  });
  const made = SEEDS.map((seed) => schema.generate({ seed, mode: 'random' }) as { a?: unknown[] });
  expect(new Set(made.map((value) => Object.keys(value).join())).size).toBeGreaterThan(3);
  expect(new Set(made.map((value) => value.a?.length)).size).toBeGreaterThan(3);
});

test('what is generated can be written to without effect on what comes next', () => {
  const schema = compiled({ type: 'object', example: { tags: ['a'] } });
  (schema.generate() as { tags: string[] }).tags.push('b');
  expect(schema.generate()).toEqual({ tags: ['a'] });
});

test('readOnly is left out of requests and writeOnly of responses, required or not, and of examples too', () => {
  const properties = { id: { type: 'integer', readOnly: true }, secret: { $ref: 'Secret' }, name: { const: 'n' } };
  const schema = { type: 'object', required: ['id', 'secret'], properties, example: { id: 1, secret: 's', name: 'n' } };
  const others = { Secret: { allOf: [{ type: 'string', writeOnly: true }] } };
  expect(compiled(schema, others, 'request').generate()).toEqual({ secret: 's', name: 'n' });
  expect(compiled(schema, others, 'response').generate()).toEqual({ id: 1, name: 'n' });
});

const PETS: Record<string, JsonSchema> = {
  Pet: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
  },
  Cat: { allOf: [{ $ref: 'Pet' }, { required: ['lives'], properties: { lives: { type: 'integer' } } }] },
  Dog: { allOf: [{ $ref: 'Pet' }, { required: ['bark'], properties: { bark: { type: 'string' } } }] },
};

test('the discriminator names the schema that was taken, in a oneOf and in a base', () => {
  const either = {
    oneOf: [{ $ref: 'Dog' }, { $ref: 'Cat' }],
    discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
  };
  expect(compiled(either, PETS).generate()).toMatchObject({ kind: 'dog', bark: expect.any(String) });
  expect(compiled({ $ref: 'Cat' }, PETS).generate()).toMatchObject({ kind: 'cat', lives: expect.any(Number) });
  expect(compiled({ $ref: 'Pet' }, PETS).generate()).toMatchObject({ kind: 'cat', lives: expect.any(Number) });
});

test('a name that the property itself excludes is not used', () => {
  const message = { type: 'object', required: ['type'], properties: { type: { const: 'message' } } };
  const schema = {
    oneOf: [{ $ref: 'Message' }],
    discriminator: { propertyName: 'type', mapping: { Message: 'Message' } },
  };
  expect(compiled(schema, { Message: message }).generate()).toEqual({ type: 'message' });
});

test('a mapping to a schema that is not there leaves the others', () => {
  const base = {
    ...(PETS.Pet as object),
    discriminator: { propertyName: 'kind', mapping: { cow: 'Cow', cat: 'Cat' } },
  };
  expect(compiled({ $ref: 'Pet' }, { ...PETS, Pet: base }).generate()).toMatchObject({ kind: 'cat' });
});

test('recursion stops where it may: one level is shown, the rest left out', () => {
  const category = { type: 'object', properties: { name: { type: 'string' }, parent: { $ref: 'root' } } };
  expect(compiled(category).generate()).toEqual({ name: expect.any(String), parent: { name: expect.any(String) } });
});

test('$dynamicRef leads to the schema that uses the one it stands in', () => {
  const tree = {
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { children: { type: 'array', items: { $dynamicRef: '#node' } } },
  };
  const strict = { $dynamicAnchor: 'node', $ref: 'Tree', required: ['tag'], properties: { tag: { const: 't' } } };
  const made = compiled(strict, { Tree: tree }).generate() as { children: { tag: string }[] };
  expect(made.children.map(({ tag }) => tag)).toContain('t');
});

test('properties that every object inherits are made as own ones', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const properties = JSON.parse(`{${names.map((name) => `"${name}":{"type":"string"}`).join()}}`);
  const made = compiled({ type: 'object', required: names, properties }).generate();
  expect(Object.keys(JSON.parse(JSON.stringify(made)))).toEqual(names);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('wide schemas stay within some thousands of values', () => {
  const levels = Object.fromEntries(
    Array.from({ length: 12 }, (_, level) => [
      `L${level}`,
      {
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 10 }, (__, index) => [`p${index}`, { $ref: `L${level + 1}` }]),
        ),
      },
    ]),
  );
  const text = JSON.stringify(compiled({ $ref: 'L0' }, { ...levels, L12: { type: 'object' } }).generate());
  expect(text.length).toBeLessThan(100_000);
});

test('required levels are made as deep as they go', () => {
  let schema: JsonSchema = { type: 'string' };
  for (let level = 0; level < 50; level += 1) schema = { type: 'object', required: ['c'], properties: { c: schema } };
  expect(JSON.stringify(compiled(schema).generate()).split('"c"')).toHaveLength(51);
});
