import { expect, test } from 'vitest';
import { type JsonSchema, SchemaError } from '../src/index.ts';
import { corpusJson, hasCorpus } from './support/corpus.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';
import { compiled } from './support/schemas-of.ts';

function errorOf(schema: JsonSchema, others: Record<string, JsonSchema> = {}): SchemaError {
  try {
    compiled(schema, others).generate();
  } catch (error) {
    if (error instanceof SchemaError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(schema)} has an instance after all`);
}

const need = (property: JsonSchema): JsonSchema => ({ type: 'object', required: ['a'], properties: { a: property } });

test.each([
  [need({ type: 'integer', minimum: 10, maximum: 5 }), 'minimum', '/properties/a/minimum'],
  [need({ type: 'string', minLength: 9, maxLength: 3 }), 'minLength', '/properties/a/minLength'],
  [need({ type: 'string', enum: [] }), 'enum', '/properties/a/enum'],
  [need({ type: 'string', enum: [1, 2] }), 'enum', '/properties/a/enum'],
  [need({ type: 'number', exclusiveMinimum: 1, maximum: 1 }), 'exclusiveMinimum', '/properties/a/exclusiveMinimum'],
  [need(false), 'false', '/properties/a'],
  [{ allOf: [{ type: 'string' }, { type: 'integer' }] }, 'type', '/allOf/1/type'],
  [{ required: ['a'], type: 'object', additionalProperties: false }, 'false', '/additionalProperties'],
  [{ type: 'array', minItems: 3, uniqueItems: true, items: { type: 'boolean' } }, 'uniqueItems', '/uniqueItems'],
  [{ type: 'array', minItems: 2, maxItems: 1 }, 'minItems', '/minItems'],
  [{ not: {} }, 'not', '/not'],
  [{ type: 'integer', minimum: 1, maximum: 4, multipleOf: 5 }, 'minimum', '/minimum'],
  [{ type: 'string', pattern: '^a$', not: { const: 'a' } }, 'not', '/not'],
  [{ oneOf: [{ type: 'string' }, { type: 'string' }] }, 'oneOf', '/oneOf'],
  [{ type: 'array', minItems: 1e9, items: { type: 'string' } }, 'minItems', '/minItems'],
  [{ type: 'string', minLength: 1e9 }, 'minLength', '/minLength'],
  [{ type: 'object', minProperties: 1e9 }, 'minProperties', '/minProperties'],
] as const)('%j cannot be met: %s at %s', (schema, keyword, pointer) => {
  expect(errorOf(schema)).toMatchObject({ code: 'UNSATISFIABLE', keyword, pointer, uri: 'root' });
});

test('the place is named in the schema that it stands in', () => {
  const error = errorOf(need({ $ref: 'Age' }), { Age: { type: 'integer', minimum: 3, maximum: 2 } });
  expect(error).toMatchObject({ uri: 'Age', pointer: '/minimum' });
  expect(error.message).toBe(
    'No valid instance: minimum at /minimum of Age cannot be met, no number is within the bounds',
  );
});

test('limits are named with what was asked for', () => {
  expect(errorOf({ type: 'array', minItems: 1e9 }).message).toContain(
    'more than 100000 values are not generated, and it asks for 1000000000',
  );
  expect(errorOf({ type: 'string', minLength: 1e9 }).message).toContain('1000000 characters');
});

test.each([
  ['itself', { type: 'object', required: ['next'], properties: { next: { $ref: 'root' } } }],
  [
    'an array of itself',
    { type: 'object', required: ['c'], properties: { c: { type: 'array', minItems: 1, items: { $ref: 'root' } } } },
  ],
  [
    'either of two that require it',
    { anyOf: [need({ $ref: 'root' }), { type: 'array', minItems: 1, items: { $ref: 'root' } }] },
  ],
  ['a reference to itself', { $ref: 'root' }],
])('what requires %s has no finite instance, and is told so', (_, schema) => {
  expect(errorOf(schema)).toMatchObject({ code: 'UNSATISFIABLE' });
});

test('twenty schemas that each take any of the others are refused before all ways through them are tried', () => {
  const names = Array.from({ length: 20 }, (_, index) => `N${index}`);
  const others = Object.fromEntries(
    names.map((name) => [name, need({ anyOf: names.filter((other) => other !== name).map(($ref) => ({ $ref })) })]),
  );
  const refuse = (): void => expect(errorOf({ $ref: 'N0' }, others)).toMatchObject({ code: 'UNSATISFIABLE' });
  expect(cpuSeconds(refuse)).toBeLessThan(ENDLESS_SECONDS);
});

test('many arrays in each other are refused although each alone would do', () => {
  let schema: JsonSchema = { type: 'string' };
  for (let level = 0; level < 6; level += 1) schema = { type: 'array', minItems: 100, items: schema };
  expect(errorOf(schema)).toMatchObject({ keyword: 'minItems' });
});

test('numbers stay finite and exact', () => {
  for (const seed of Array.from({ length: 50 }, (_, index) => String(index))) {
    const value = compiled({ type: 'integer', minimum: -Infinity, maximum: 2 ** 53 }).generate({
      seed,
      mode: 'random',
    });
    expect(Number.isSafeInteger(value)).toBe(true);
    expect(Number.isFinite(compiled({ type: 'number', multipleOf: 1e-300, minimum: 1 }).generate({ seed }))).toBe(true);
  }
});

test.runIf(hasCorpus()).each([
  ['constraints-impossible', 'UNSATISFIABLE'],
  ['schema-false', 'UNSATISFIABLE'],
  ['recursion-required', 'UNSATISFIABLE'],
  ['recursion-array-min1', 'UNSATISFIABLE'],
  ['recursion-optional', 'value'],
  ['unique-items-impossible', 'UNSATISFIABLE'],
  ['min-items-1e9', 'UNSATISFIABLE'],
  ['min-length-1e9', 'UNSATISFIABLE'],
  ['min-items-nested', 'UNSATISFIABLE'],
  ['multiple-of-zero', 'value'],
  ['number-overflow', 'value'],
  ['allof-diamond', 'value'],
  ['ref-bomb', 'value'],
  ['enum-100k', 'value'],
  ['nesting-50', 'value'],
  ['regex-redos', 'value'],
  ['regex-other-dialects', 'value'],
])('the bad document %s gives: %s', (name, outcome) => {
  const document = corpusJson(`broken/${name}.json`) as BadDocument;
  const others = Object.fromEntries(
    Object.entries(document.components?.schemas ?? {}).map(([key, schema]) => [`#/components/schemas/${key}`, schema]),
  );
  const schema = document.paths['/things']?.get.responses['200'].content['application/json'].schema ?? true;
  const seconds = cpuSeconds(() => {
    if (outcome === 'UNSATISFIABLE') expect(errorOf(schema, others).code).toBe(outcome);
    else expect(JSON.stringify(compiled(schema, others).generate()).length).toBeLessThan(100_000);
  });
  expect(seconds).toBeLessThan(ENDLESS_SECONDS);
});

interface BadDocument {
  readonly paths: Record<
    string,
    { get: { responses: { 200: { content: { 'application/json': { schema: JsonSchema } } } } } } | undefined
  >;
  readonly components?: { readonly schemas?: Record<string, JsonSchema> };
}
