import { SchemaError } from '../schema-error.ts';
import type { JsonSchema } from '../types.ts';
import type { Discriminator, Keywords, Schema, TypeName } from './keywords.ts';

/** Schemas nested deeper than this are refused: everything after walks them recursively. */
const MAX_DEPTH = 400;

/**
 * Keeps the keywords that mean something here and drops those whose value has the wrong type, as documents in use have them
 * (`maxLength: "50"`, `required: true`, `multipleOf: 0`): a keyword that says nothing sensible must not cost the whole schema.
 *
 * @throws {SchemaError} `SCHEMA_UNUSABLE` when it is nested more than 400 levels deep.
 */
export function normaliseSchema(schema: JsonSchema, uri: string): Schema {
  return schemaOf(schema, { uri, seen: new WeakMap(), depth: 0 }) ?? true;
}

interface Reading {
  readonly uri: string;
  /** A document may hold the same object at many places (YAML aliases): each is read once. */
  readonly seen: WeakMap<object, Schema>;
  readonly depth: number;
}

type Reader = (value: unknown, reading: Reading) => unknown;

function schemaOf(value: unknown, reading: Reading): Schema | undefined {
  if (typeof value === 'boolean') return value;
  if (!isRecord(value)) return undefined;
  const known = reading.seen.get(value);
  if (known !== undefined) return known;
  const deeper = { ...reading, depth: reading.depth + 1 };
  if (deeper.depth > MAX_DEPTH) {
    throw new SchemaError('SCHEMA_UNUSABLE', `The schema is nested more than ${MAX_DEPTH} levels deep`, {
      uri: reading.uri,
      pointer: '',
      keyword: '',
    });
  }
  const schema = keywordsOf(value, deeper);
  reading.seen.set(value, schema);
  return schema;
}

function keywordsOf(value: Record<string, unknown>, reading: Reading): Keywords {
  const schema: Record<string, unknown> = {};
  for (const keyword of Object.keys(value)) {
    const read = readers.get(keyword);
    if (read === undefined) continue;
    const result = read(value[keyword], reading);
    if (result !== undefined) schema[keyword] = result;
  }
  return schema;
}

const anything: Reader = (value) => value;
const text: Reader = (value) => (typeof value === 'string' ? value : undefined);
const flag: Reader = (value) => (typeof value === 'boolean' ? value : undefined);
const figure: Reader = (value) => (Number.isFinite(value) ? value : undefined);
const positive: Reader = (value) => (Number.isFinite(value) && Number(value) > 0 ? value : undefined);
const count: Reader = (value) => (Number.isFinite(value) && Number(value) >= 0 ? Math.floor(Number(value)) : undefined);
const list: Reader = (value) => (Array.isArray(value) ? value : undefined);
const texts: Reader = (value) =>
  Array.isArray(value) ? [...new Set(value.filter((item) => typeof item === 'string'))] : undefined;

const types = new Set<unknown>([
  'null',
  'boolean',
  'integer',
  'number',
  'string',
  'array',
  'object',
] satisfies TypeName[]);
const typeNames: Reader = (value) => {
  const names = (Array.isArray(value) ? value : [value]).filter((name) => types.has(name));
  return names.length > 0 ? [...new Set(names)] : undefined;
};

const schemas: Reader = (value, reading) => {
  if (!Array.isArray(value)) return undefined;
  const read = value.map((item) => schemaOf(item, reading)).filter((item) => item !== undefined);
  return read.length > 0 ? read : undefined;
};

const schemaMap: Reader = (value, reading) => mapOf(value, (item) => schemaOf(item, reading));
const textsMap: Reader = (value, reading) => mapOf(value, (item) => texts(item, reading));

/** On a null prototype, so that `__proto__` is a key like any other. */
function mapOf(value: unknown, read: (item: unknown) => unknown): Record<string, unknown> | undefined {
  if (!isRecord(value)) return undefined;
  const map: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) {
    const item = read(value[key]);
    if (item !== undefined) map[key] = item;
  }
  return map;
}

const discriminator: Reader = (value): Discriminator | undefined => {
  if (!isRecord(value) || typeof value.propertyName !== 'string') return undefined;
  const given = value.mapping;
  const names = isRecord(given) ? Object.keys(given).map((name) => [name, given[name]] as const) : [];
  const mapping = new Map(names.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return { propertyName: value.propertyName, mapping };
};

const readers: ReadonlyMap<string, Reader> = new Map([
  ['then', schemaOf],
  ...Object.entries({
    ...{ $ref: text, $dynamicRef: text, $dynamicAnchor: text, type: typeNames, enum: list, const: anything },
    ...{ minimum: figure, maximum: figure, exclusiveMinimum: figure, exclusiveMaximum: figure, multipleOf: positive },
    ...{ minLength: count, maxLength: count, pattern: text, format: text, contentEncoding: text },
    ...{ minItems: count, maxItems: count, uniqueItems: flag, prefixItems: schemas, items: schemaOf },
    ...{ contains: schemaOf, minContains: count, maxContains: count, unevaluatedItems: schemaOf },
    ...{
      minProperties: count,
      maxProperties: count,
      required: texts,
      properties: schemaMap,
      patternProperties: schemaMap,
    },
    ...{ additionalProperties: schemaOf, unevaluatedProperties: schemaOf, propertyNames: schemaOf },
    ...{ dependentRequired: textsMap, dependentSchemas: schemaMap },
    ...{ allOf: schemas, anyOf: schemas, oneOf: schemas, not: schemaOf, if: schemaOf, else: schemaOf },
    ...{ discriminator, default: anything, example: anything, examples: list, readOnly: flag, writeOnly: flag },
  }),
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
