import { expect, test } from 'vitest';
import { createSchemas, type JsonSchema, SchemaError } from '../src/index.ts';
import { compiled, schemasOf } from './support/schemas-of.ts';

const PET = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 2 },
    password: { type: 'string', writeOnly: true },
  },
};

test('a valid instance has no violations', () => {
  const pet = compiled(PET);
  expect(pet.isValid({ id: 1, name: 'Rex' })).toBe(true);
  expect(pet.validate({ id: 1, name: 'Rex' })).toEqual([]);
});

test('each violation names its pointer, keyword, what was expected and what came', () => {
  expect(compiled(PET).validate({ id: '7', name: 'R' })).toEqual([
    { pointer: '/id', keyword: 'type', message: 'must be an integer, not a string', params: { type: 'integer' } },
    { pointer: '/name', keyword: 'minLength', message: 'must have at least 2 characters', params: { limit: 2 } },
  ]);
});

test('a pointer escapes what JSON Pointer says', () => {
  const schema = compiled({ properties: { 'a/b~c': { type: 'string' } } });
  expect(schema.validate({ 'a/b~c': 1 })[0]?.pointer).toBe('/a~1b~0c');
});

test.each([
  [{ required: ['a'] }, {}, 'must have the property "a"'],
  [{ additionalProperties: false }, { b: 1 }, 'must not have the property "b"'],
  [{ enum: ['a', 'b'] }, 'c', 'must be one of "a", "b"'],
  [{ enum: ['a'] }, 'c', 'must be "a"'],
  [{ const: 1 }, 2, 'must be 1'],
  [{ maximum: 3 }, 4, 'must be at most 3'],
  [{ exclusiveMinimum: 3 }, 3, 'must be greater than 3'],
  [{ multipleOf: 5 }, 3, 'must be a multiple of 5'],
  [{ pattern: '^a' }, 'b', 'must match the pattern ^a'],
  [{ format: 'email' }, 'b', 'must have the format email'],
  [{ minItems: 1 }, [], 'must have at least 1 item'],
  [
    { uniqueItems: true },
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    'must not have equal items',
  ],
  [{ propertyNames: { pattern: '^a' } }, { b: 1 }, 'must not have a property of the name "b"'],
  [{ not: { type: 'string' } }, 'b', 'must not be what the schema excludes'],
  [{ properties: { a: false } }, { a: 1 }, 'must not be there'],
  [{ dependentRequired: { a: ['b'] } }, { a: 1 }, 'must have the property "b" when it has "a"'],
  [{ prefixItems: [true], items: false }, [1, 2], 'must have at most 1 item'],
  [{ type: ['string', 'null'] }, 1, 'must be a string or null, not a number'],
])('%j says of %j: %s', (schema, instance, message) => {
  expect(
    compiled(schema)
      .validate(instance)
      .map((violation) => violation.message),
  ).toEqual([message]);
});

test.each([
  ['int32', 2 ** 31 - 1, 2 ** 31],
  ['int64', 2 ** 40, 1.5],
  ['byte', 'aGVsbG8=', 'not base64'],
  ['date-time', '2024-02-29T10:00:00Z', '2023-02-29T10:00:00Z'],
  ['uuid', '123e4567-e89b-12d3-a456-426614174000', '123e4567'],
  ['uri', 'https://example.com/a', 'a b'],
  ['url', 'https://example.com/a', 'a b'],
  ['ipv6', '2001:db8::1', '2001:db8::g'],
])('the format %s takes %j and not %j', (format, good, bad) => {
  expect([compiled({ format }).isValid(good), compiled({ format }).isValid(bad)]).toEqual([true, false]);
});

test.each(['password', 'binary', 'float', 'double', 'made-up'])('the format %s excludes no text', (format) => {
  expect(compiled({ type: 'string', format }).isValid('anything')).toBe(true);
});

test('19.99 is a multiple of 0.01', () => {
  expect([compiled({ multipleOf: 0.01 }).isValid(19.99), compiled({ multipleOf: 0.01 }).isValid(19.999)]).toEqual([
    true,
    false,
  ]);
});

test('a readOnly property is not required in a request, nor a writeOnly one in a response', () => {
  const schemas = schemasOf({ Pet: { ...PET, required: ['id', 'name', 'password'] } });
  const instances = [
    { id: 1, name: 'Rex' },
    { name: 'Rex', password: 's' },
  ];
  expect(instances.map((instance) => schemas.compile('Pet', 'response').isValid(instance))).toEqual([true, false]);
  expect(instances.map((instance) => schemas.compile('Pet', 'request').isValid(instance))).toEqual([false, true]);
});

test.each([
  ['through $ref', { required: ['id'], properties: { id: { $ref: 'Id' } } }],
  ['through allOf of the property', { required: ['id'], properties: { id: { allOf: [{ $ref: 'Id' }] } } }],
  ['of a base', { allOf: [{ $ref: 'Base' }, { required: ['id'] }] }],
  ['of a base beside allOf', { allOf: [{ $ref: 'Base' }], required: ['id'] }],
  ['of the object around a oneOf', { properties: { id: { readOnly: true } }, oneOf: [{ required: ['id'] }] }],
])('readOnly counts %s', (_, schema) => {
  const others = { Id: { readOnly: true, type: 'integer' }, Base: { properties: { id: { $ref: 'Id' } } } };
  expect(compiled(schema, others, 'request').isValid({})).toBe(true);
  expect(compiled(schema, others, 'response').isValid({})).toBe(false);
});

test('a nested readOnly requirement follows the direction of each call, also when both are used in turn', () => {
  const schemas = schemasOf({ Pet: PET, Pets: { type: 'array', items: { $ref: 'Pet' } } });
  const [request, response] = [schemas.compile('Pets', 'request'), schemas.compile('Pets', 'response')];
  const verdicts = [request, response, request, response].map((schema) => schema.isValid([{ name: 'Rex' }]));
  expect(verdicts).toEqual([true, false, true, false]);
});

const SHAPES = {
  Circle: {
    type: 'object',
    required: ['kind', 'radius'],
    properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
  },
  Square: {
    type: 'object',
    required: ['kind', 'side'],
    properties: { kind: { const: 'square' }, side: { type: 'number' } },
  },
};
const SHAPE = { oneOf: [{ $ref: 'Circle' }, { $ref: 'Square' }] };

test('of a oneOf only the alternative that was meant is reported', () => {
  const violations = compiled(SHAPE, SHAPES).validate({ kind: 'square', side: 'x' });
  expect(violations).toMatchObject([{ pointer: '/side', keyword: 'type' }]);
});

test('of nested alternatives too', () => {
  const schema = { anyOf: [{ type: 'string' }, { type: 'array', items: SHAPE }] };
  const violations = compiled(schema, SHAPES).validate([{ kind: 'circle', radius: 1 }, { kind: 'circle' }]);
  expect(violations).toMatchObject([{ pointer: '/1', keyword: 'required', params: { missingProperty: 'radius' } }]);
});

test('the discriminator decides what was meant', () => {
  const cat = { type: 'object', required: ['lives', 'claws'], properties: { type: { type: 'string' } } };
  const dog = { type: 'object', required: ['bark'], properties: { type: { type: 'string' } } };
  const mapping = { cat: 'Cat', dog: 'Dog' };
  const pet = compiled(
    { oneOf: [{ $ref: 'Cat' }, { $ref: 'Dog' }], discriminator: { propertyName: 'type', mapping } },
    { Cat: cat, Dog: dog },
  );
  expect(pet.validate({ type: 'cat' }).map(({ params }) => params.missingProperty)).toEqual(['lives', 'claws']);
  expect(pet.validate({ type: 'cow' })).toMatchObject([
    { pointer: '/type', keyword: 'discriminator', message: 'must be one of "cat", "dog"' },
  ]);
});

test('a value of a type that no alternative has is reported as that', () => {
  const schema = compiled({ anyOf: [{ type: 'string' }, { type: 'integer' }] });
  expect(schema.validate({})).toMatchObject([
    { keyword: 'type', message: 'must be a string or an integer, not an object' },
  ]);
});

test('a value that matches two alternatives of a oneOf is told so', () => {
  const [violation] = compiled({ oneOf: [{ type: 'number' }, { minimum: 3 }] }).validate(5);
  expect(violation).toMatchObject({
    keyword: 'oneOf',
    message: 'must match one alternative only, but matches 1 and 2',
  });
});

test('contains, propertyNames and if do not drag the errors of their parts along', () => {
  const schema = {
    contains: { const: 1 },
    propertyNames: { pattern: '^a$', minLength: 9 },
    if: { type: 'array' },
    then: { minItems: 5 },
  };
  expect(
    compiled(schema)
      .validate([2, 3])
      .map(({ keyword }) => keyword),
  ).toEqual(['minItems', 'contains']);
  expect(
    compiled(schema)
      .validate({ b: 1 })
      .map(({ keyword }) => keyword),
  ).toEqual(['propertyNames']);
});

test('unevaluatedProperties knows what was evaluated behind references', () => {
  const others = {
    Base: { properties: { a: { type: 'integer' } }, allOf: [{ $ref: 'More' }] },
    More: { properties: { b: true } },
  };
  const schema = compiled({ anyOf: [{ $ref: 'Base' }], unevaluatedProperties: false }, others);
  expect([schema.isValid({ a: 1, b: 2 }), schema.isValid({ a: 1, c: 2 })]).toEqual([true, false]);
});

test('unevaluatedItems knows what was evaluated behind references', () => {
  const schema = compiled({ $ref: 'Pair', unevaluatedItems: false }, { Pair: { prefixItems: [true, true] } });
  expect([schema.isValid([1, 2]), schema.isValid([1, 2, 3])]).toEqual([true, false]);
});

test('$dynamicRef leads to the schema that uses the one it stands in', () => {
  const tree = {
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { children: { type: 'array', items: { $dynamicRef: '#node' } } },
  };
  const strict = compiled({ $dynamicAnchor: 'node', $ref: 'Tree', unevaluatedProperties: false }, { Tree: tree });
  expect(strict.isValid({ children: [{ children: [] }] })).toBe(true);
  expect(strict.isValid({ children: [{ daat: 1 }] })).toBe(false);
});

test('names that every object inherits are properties like any other', () => {
  const schema = compiled(
    JSON.parse(
      '{"required":["__proto__","constructor"],"properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}},"additionalProperties":false}',
    ),
  );
  expect(schema.validate({}).map(({ params }) => params.missingProperty)).toEqual(['__proto__', 'constructor']);
  expect(schema.isValid(JSON.parse('{"__proto__":"a","constructor":"b"}'))).toBe(true);
  expect(schema.validate(JSON.parse('{"__proto__":1,"constructor":"b"}'))).toMatchObject([{ pointer: '/__proto__' }]);
});

test('keywords with values of the wrong type say nothing', () => {
  const schema = compiled({
    type: 'object',
    required: true,
    maxProperties: '1',
    multipleOf: 0,
    properties: { a: 7 },
    items: [],
  });
  expect(schema.isValid({ a: 1, b: 2 })).toBe(true);
});

test('a pattern that is none excludes nothing', () => {
  expect(compiled({ pattern: '[a-z' }).isValid('7')).toBe(true);
  expect(
    compiled({ patternProperties: { '[a-z': { type: 'string' } }, additionalProperties: false }).isValid({ a: 1 }),
  ).toBe(true);
});

test('what the source throws comes through, when the part that needs it is reached', () => {
  const schema = compiled({ properties: { a: { $ref: 'nowhere' } } });
  expect(schema.isValid({})).toBe(true);
  expect(() => schema.isValid({ a: 1 })).toThrow('There is no schema nowhere');
});

test('each schema is read once, and only when an instance reaches it', () => {
  const asked: string[] = [];
  const known: Record<string, JsonSchema> = { A: { properties: { b: { $ref: 'B' } } }, B: { type: 'string' } };
  const schemas = createSchemas({
    source: (uri) => {
      asked.push(uri);
      return known[uri] ?? false;
    },
  });
  const schema = schemas.compile('A', 'request');
  expect(schemas.compile('A', 'request')).toBe(schema);
  expect(asked).toEqual([]);
  schema.isValid({});
  expect(asked).toEqual(['A']);
  schema.isValid({ b: 'x' });
  schema.isValid({ b: 'y' });
  expect(asked).toEqual(['A', 'B']);
});

test('a schema nested thousands of levels deep is refused by name', () => {
  let schema: object = { type: 'string' };
  for (let level = 0; level < 5000; level += 1) schema = { items: schema };
  expect(() => compiled({ ...schema }).isValid([])).toThrow(SchemaError);
});
