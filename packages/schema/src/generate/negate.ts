import type { Keywords, Schema, TypeName } from '../model/keywords.ts';
import { record } from '../model/record.ts';
import { keyOf } from '../validate/sets.ts';

const ALL_TYPES: readonly TypeName[] = ['object', 'string', 'number', 'boolean', 'array', 'null'];

/**
 * Schemas of which each has only instances that break the given one, as far as that can be said with keywords. Empty where everything
 * is an instance; `[true]` where nothing better is known than to try.
 */
export function negate(schema: Schema, resolve: (uri: string) => Schema): readonly Schema[] {
  if (typeof schema === 'boolean') return schema ? [] : [true];
  const found = Object.keys(schema).flatMap((keyword) => negations[keyword]?.(schema, resolve) ?? []);
  if (found.length > 0) return found;
  return Object.keys(schema).some((keyword) => !annotations.has(keyword)) ? [true] : [];
}

type Negation = (schema: Keywords, resolve: (uri: string) => Schema) => readonly Schema[];

const annotations = new Set([
  'default',
  'example',
  'examples',
  'readOnly',
  'writeOnly',
  'discriminator',
  'contentEncoding',
]);

const negations: Readonly<Record<string, Negation | undefined>> = {
  $ref: ({ $ref = '' }, resolve) => [{ not: resolve($ref) }],
  required: ({ required = [] }) =>
    required.map((name) => ({ type: ['object'], properties: record<Schema>(name, false) })),
  properties: ({ properties = {} }) =>
    Object.keys(properties).map((name) => ({
      type: ['object'],
      required: [name],
      properties: record<Schema>(name, { not: properties[name] ?? true }),
    })),
  const: (schema) => [{ not: { const: schema.const } }],
  enum: (schema) => [{ not: { enum: schema.enum ?? [] } }],
  minimum: ({ minimum = 0 }) => [{ type: ['number'], exclusiveMaximum: minimum }],
  maximum: ({ maximum = 0 }) => [{ type: ['number'], exclusiveMinimum: maximum }],
  exclusiveMinimum: ({ exclusiveMinimum = 0 }) => [{ type: ['number'], maximum: exclusiveMinimum }],
  exclusiveMaximum: ({ exclusiveMaximum = 0 }) => [{ type: ['number'], minimum: exclusiveMaximum }],
  minLength: ({ minLength = 0 }) => (minLength > 0 ? [{ type: ['string'], maxLength: minLength - 1 }] : []),
  maxLength: ({ maxLength = 0 }) => [{ type: ['string'], minLength: maxLength + 1 }],
  pattern: () => [{ type: ['string'] }],
  format: () => [{ type: ['string'] }],
  multipleOf: () => [{ type: ['number'] }],
  minItems: ({ minItems = 0 }) => (minItems > 0 ? [{ type: ['array'], maxItems: minItems - 1 }] : []),
  maxItems: ({ maxItems = 0 }) => [{ type: ['array'], minItems: maxItems + 1 }],
  items: ({ items = true, prefixItems = [] }) => [
    { type: ['array'], minItems: prefixItems.length + 1, items: { not: items } },
  ],
  contains: ({ contains = true }) => [{ type: ['array'], items: { not: contains } }],
  minProperties: ({ minProperties = 0 }) =>
    minProperties > 0 ? [{ type: ['object'], maxProperties: minProperties - 1 }] : [],
  maxProperties: ({ maxProperties = 0 }) => [{ type: ['object'], minProperties: maxProperties + 1 }],
  additionalProperties: ({ additionalProperties = true }) => [
    { type: ['object'], minProperties: 1, additionalProperties: { not: additionalProperties } },
  ],
  type: ({ type = [] }) => {
    const others = ALL_TYPES.filter((name) => !type.includes(name) && !(name === 'number' && type.includes('integer')));
    const fractions: Schema[] =
      type.includes('integer') && !type.includes('number') ? [{ type: ['number'], not: { multipleOf: 1 } }] : [];
    return [...(others.length > 0 ? [{ type: others }] : []), ...fractions];
  },
  not: ({ not = false }) => [not],
  allOf: ({ allOf = [] }) => allOf.map((schema) => ({ not: schema })),
  anyOf: ({ anyOf = [] }) => [{ allOf: anyOf.map((schema) => ({ not: schema })) }],
  oneOf: ({ oneOf = [] }) => [{ allOf: oneOf.map((schema) => ({ not: schema })) }],
};

/** The values that a schema is nothing but a list of, so that its negation only leaves them out. */
export function listedValues(schema: Schema): readonly unknown[] | undefined {
  if (typeof schema === 'boolean') return undefined;
  const keywords = Object.keys(schema).filter((keyword) => !annotations.has(keyword) && keyword !== 'type');
  if (keywords.length !== 1) return undefined;
  if (Object.hasOwn(schema, 'const')) return [schema.const];
  return schema.enum;
}

/** Removes values from a list, by JSON Schema's equality. */
export function without(values: readonly unknown[], excluded: readonly unknown[]): readonly unknown[] {
  const keys = new Set(excluded.map(keyOf));
  return values.filter((value) => !keys.has(keyOf(value)));
}
