import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ApiDocument, type JsonSchema, loadDocument } from '../src/index.ts';

interface Loaded {
  readonly document: ApiDocument;
  readonly schema: JsonSchema;
  /** The schema that a component's own URI gives. */
  component(uri: unknown): JsonSchema;
}

async function load(schema: unknown, version: string, schemas: object = {}): Promise<Loaded> {
  const isSwagger = version === '2.0';
  const response = isSwagger ? { schema } : { content: { 'application/json': { schema } } };
  const document = await loadDocument({
    ...(isSwagger ? { swagger: '2.0', definitions: schemas } : { openapi: `${version}.0`, components: { schemas } }),
    info: { title: 'T', version: '1' },
    paths: { '/things': { get: { responses: { 200: { description: 'ok', ...response } } } } },
  });
  const [entry] = document.operations;
  const uri = entry && document.readOperation(entry).responses[0]?.content[0]?.schema;
  return { document, schema: document.schema(uri ?? ''), component: (name) => document.schema(String(name)) };
}

async function convert(schema: unknown, version = '3.1', schemas: object = {}): Promise<JsonSchema> {
  return (await load(schema, version, schemas)).schema;
}

const URI = expect.stringMatching(/^schema:\d+$/);

test.each([
  ['a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
  ['an enum', { type: 'string', enum: ['a'], nullable: true }, { type: ['string', 'null'], enum: ['a', null] }],
  ['an enum that has it', { enum: ['a', null], nullable: true }, { enum: ['a', null] }],
  ['nothing', { nullable: true }, {}],
  ['a reference, where it is ignored', { $ref: '#/components/schemas/A', nullable: true }, { $ref: URI }],
  [
    'allOf',
    { allOf: [{ type: 'object' }], nullable: true },
    { anyOf: [{ allOf: [{ type: 'object' }] }, { type: 'null' }] },
  ],
  [
    'oneOf with a description',
    { oneOf: [{ type: 'string' }], description: 'd', nullable: true },
    { description: 'd', anyOf: [{ oneOf: [{ type: 'string' }] }, { type: 'null' }] },
  ],
  ['a type, when it is false', { type: 'string', nullable: false }, { type: 'string' }],
])('in 3.0 nullable beside %s is read as the specification says', async (_name, schema, expected) => {
  expect(await convert(schema, '3.0', { A: { type: 'object' } })).toEqual(expected);
});

test('nullable is x-nullable in 2.0, and nothing in 3.1', async () => {
  expect(await convert({ type: 'string', 'x-nullable': true }, '2.0')).toEqual({ type: ['string', 'null'] });
  expect(await convert({ type: 'string', nullable: true }, '3.1')).toEqual({ type: 'string' });
});

test.each([
  [
    'exclusive bounds of draft 4',
    { minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false },
    { exclusiveMinimum: 1, maximum: 5 },
  ],
  ['an exclusive bound without a bound', { exclusiveMinimum: true }, {}],
  ['exclusive bounds of today', { exclusiveMinimum: 1 }, { exclusiveMinimum: 1 }],
  [
    'a list of items',
    { items: [{ type: 'string' }], additionalItems: false },
    { prefixItems: [{ type: 'string' }], items: false },
  ],
  [
    'additionalItems without a list',
    { items: { type: 'string' }, additionalItems: false },
    { items: { type: 'string' } },
  ],
  [
    'dependencies',
    { dependencies: { a: ['b'], c: { type: 'object' } } },
    { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { type: 'object' } } },
  ],
  ['an example', { example: 1, examples: [2] }, { examples: [1, 2] }],
  ['null in a list of types, as YAML has it', { type: ['string', null] }, { type: ['string', 'null'] }],
  [
    'names that only references use',
    { $id: 'https://a.example/x', $anchor: 'a', $defs: { A: {} }, type: 'null' },
    { type: 'null' },
  ],
  ['extensions and unknown keywords', { 'x-a': 1, colour: 'red', type: 'null' }, { type: 'null' }],
  ['a boolean', true, true],
])('%s is said in the words of 2020-12', async (_name, schema, expected) => {
  expect(await convert(schema)).toEqual(expected);
});

test.each([
  ['type', 'any'],
  ['type', ['string', 'money']],
  ['required', true],
  ['minimum', '3'],
  ['maximum', Number.POSITIVE_INFINITY],
  ['multipleOf', 0],
  ['minLength', -1],
  ['maxItems', 1.5],
  ['pattern', 7],
  ['enum', 'a'],
  ['uniqueItems', 'yes'],
  ['allOf', []],
  ['properties', ['a']],
  ['items', 'string'],
  ['additionalProperties', 'no'],
  ['discriminator', 7],
  ['xml', 'x'],
])('%s cannot be %j and is dropped', async (keyword, value) => {
  expect(await convert({ [keyword]: value })).toEqual({});
});

test('what is no schema but stands where one should allows anything', async () => {
  const schema = { properties: { a: ['b', { $ref: '#/none' }], c: 'string' }, dependencies: { a: ['b', 7] } };
  expect(await convert(schema)).toEqual({ properties: { a: true, c: true }, dependentRequired: { a: ['b'] } });
});

test('references become the URIs of what they name, the same for the same place', async () => {
  const { schema, component } = await load(
    { type: 'array', items: { $ref: '#/components/schemas/A' }, prefixItems: [{ $ref: '#/components/schemas/%41' }] },
    '3.1',
    {
      A: { $ref: '#/components/schemas/B' },
      B: { type: 'object', properties: { a: { $ref: '#/components/schemas/A' } } },
    },
  );
  const { items, prefixItems } = schema as { items: { $ref: string }; prefixItems: [{ $ref: string }] };
  expect(prefixItems[0].$ref).toBe(items.$ref);
  expect(component(items.$ref)).toEqual({ type: 'object', properties: { a: { $ref: items.$ref } } });
});

test.each([
  ['2.0', { $ref: URI }],
  ['3.0', { $ref: URI }],
  ['3.1', { $ref: URI, minLength: 2 }],
  ['3.2', { $ref: URI, minLength: 2 }],
])('in %s what stands beside a reference becomes %j', async (version, expected) => {
  const folder = version === '2.0' ? '#/definitions/A' : '#/components/schemas/A';
  const schema = { type: 'object', properties: { a: { $ref: folder, minLength: 2 } } };
  expect(await convert(schema, version, { A: { type: 'string' } })).toMatchObject({ properties: { a: expected } });
});

test('what is called $ref but stands where data or names do is left alone', async () => {
  const schema = {
    type: 'object',
    properties: { $ref: { type: 'string' }, enum: { type: 'integer' } },
    required: ['$ref'],
    default: { $ref: '#/none' },
    enum: [{ $ref: '#/none' }],
    const: { $ref: '#/none' },
    examples: [{ $ref: '#/none' }],
  };
  expect(await convert(schema)).toEqual(schema);
});

test.each([
  ['nowhere', { $ref: '#/components/schemas/None' }, 'REFERENCE_UNRESOLVED'],
  ['to itself', { $ref: '#/components/schemas/A' }, 'REFERENCE_LOOP'],
  ['to a string', { $ref: '#/info/title' }, 'REFERENCE_UNRESOLVED'],
  ['by a number', { $ref: 42 }, 'REFERENCE_UNRESOLVED'],
  ['by a broken escape', { $ref: '#/components/schemas/%E0%A4%A' }, 'REFERENCE_UNRESOLVED'],
  ['to an anchor that is not there', { $ref: '#none' }, 'REFERENCE_UNRESOLVED'],
])('a schema that refers %s is an error with its place', async (_name, part, code) => {
  const schema = { type: 'object', properties: { part } };
  await expect(convert(schema, '3.1', { A: { $ref: '#/components/schemas/A' } })).rejects.toMatchObject({
    name: 'SpecError',
    code,
  });
});

test('a schema may contain itself', async () => {
  const { schema, component } = await load({ $ref: '#/components/schemas/Node' }, '3.0', {
    Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } },
  });
  const { properties } = schema as { properties: { next: { $ref: string } } };
  expect(component(properties.next.$ref)).toBe(schema);
});

test('a pointer goes on behind a reference on its way', async () => {
  const schemas = { A: { $ref: '#/components/schemas/B' }, B: { properties: { c: { type: 'boolean' } } } };
  expect(await convert({ $ref: '#/components/schemas/A/properties/c' }, '3.0', schemas)).toEqual({ type: 'boolean' });
});

test('$id and $anchor name schemas, and a pointer in a schema with $id may still mean the document', async () => {
  const schemas = {
    A: {
      $id: 'https://example.com/a',
      properties: { part: { $ref: '#part' }, b: { $ref: '#/components/schemas/B' } },
      $defs: { P: { $anchor: 'part', type: 'null' } },
    },
    B: { type: 'boolean' },
  };
  const { schema, component } = await load({ $ref: 'https://example.com/a' }, '3.1', schemas);
  const { properties } = schema as { properties: { part: { $ref: string }; b: { $ref: string } } };
  expect(component(properties.part.$ref)).toEqual({ type: 'null' });
  expect(component(properties.b.$ref)).toEqual({ type: 'boolean' });
});

test('$dynamicRef leads to the outermost schema with that $dynamicAnchor', async () => {
  const schemas = {
    List: {
      $id: 'https://example.com/list',
      type: 'array',
      items: { $dynamicRef: '#item' },
      $defs: { item: { $dynamicAnchor: 'item', not: {} } },
    },
    Strings: {
      $id: 'https://example.com/strings',
      $ref: 'list',
      $defs: { item: { $dynamicAnchor: 'item', type: 'string' } },
    },
  };
  const { schema, component } = await load(
    { anyOf: [{ $ref: 'https://example.com/strings' }, { $ref: 'https://example.com/list' }] },
    '3.1',
    schemas,
  );
  const [strings, list] = (schema as { anyOf: { $ref: string }[] }).anyOf.map(({ $ref }) => component($ref));
  const itemsOf = (of: unknown): unknown => component((of as { items: { $ref: string } }).items.$ref);
  expect(itemsOf(component((strings as { $ref: string }).$ref))).toEqual({ type: 'string' });
  expect(itemsOf(list)).toEqual({ not: {} });
});

test('a discriminator maps to schema URIs, and has the names that oneOf gives', async () => {
  const { schema, component } = await load(
    {
      oneOf: [
        { $ref: '#/components/schemas/Cat' },
        { $ref: '#/components/schemas/Dog' },
        { $ref: '#/components/schemas/None' },
      ].slice(0, 2),
      discriminator: { propertyName: 'kind', mapping: { d: 'Dog', wolf: '#/components/schemas/Dog', lost: 'None' } },
    },
    '3.0',
    { Cat: { title: 'cat' }, Dog: { title: 'dog' } },
  );
  const { discriminator } = schema as { discriminator: { propertyName: string; mapping: Record<string, string> } };
  expect(discriminator.propertyName).toBe('kind');
  const titles = Object.entries(discriminator.mapping).map(([name, uri]) => [name, component(uri)]);
  expect(titles).toEqual([
    ['d', { title: 'dog' }],
    ['wolf', { title: 'dog' }],
    ['Cat', { title: 'cat' }],
  ]);
});

test('the discriminator of 2.0 is the name of a property', async () => {
  expect(await convert({ type: 'object', discriminator: 'kind' }, '2.0')).toEqual({
    type: 'object',
    discriminator: { propertyName: 'kind', mapping: {} },
  });
});

test('a schema may say that it is in an older draft', async () => {
  const $schema = 'http://json-schema.org/draft-07/schema#';
  const schema = { $schema, properties: { a: { $ref: '#/components/schemas/A', minLength: 2 } } };
  expect(await convert(schema, '3.1', { A: {} })).toEqual({ properties: { a: { $ref: URI } } });
});

test('a place in a converted schema is found in the source, also past what conversion added', async () => {
  const { document, schema } = await load({ $ref: '#/components/schemas/A' }, '3.0', {
    A: { allOf: [{ type: 'object', properties: { 'a/b': { type: 'string' } } }], nullable: true },
  });
  expect(schema).toHaveProperty('anyOf');
  const [entry] = document.operations;
  const uri = (entry && document.readOperation(entry).responses[0]?.content[0]?.schema) ?? '';
  expect(document.placeOf(uri, '/anyOf/0/allOf/0/properties/a~1b/type')).toEqual({
    file: '',
    pointer: '/components/schemas/A/allOf/0/properties/a~1b/type',
  });
});

test('converting never changes the source, whatever it is', async () => {
  const keyword = fc.constantFrom(
    ...['type', 'enum', 'properties', 'items', 'allOf', 'oneOf', 'not', 'nullable', '$ref', 'required', 'minimum'],
    ...[
      'exclusiveMinimum',
      'additionalItems',
      'dependencies',
      'example',
      'discriminator',
      '__proto__',
      '$id',
      '$dynamicRef',
    ],
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>('string', '#/components/schemas/A', 1, true, null, Number.NaN),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(keyword, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(tree, fc.constantFrom('2.0', '3.0', '3.1'), async (schema, version) => {
      const before = structuredClone(schema);
      await convert(schema, version, { A: { type: 'object' } }).catch((error: unknown) => {
        // `''` where it is no schema at all, which the operation then has none of.
        expect(String(error)).toMatch(/^(?:SpecError|TypeError: {2}is not a schema)/);
      });
      expect(schema).toEqual(before);
    }),
    { seed: 20, numRuns: 300 },
  );
});
