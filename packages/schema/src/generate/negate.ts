import type { Keywords, Schema, TypeName } from '../model/keywords.ts';
import { record } from '../model/record.ts';

export interface NegateOptions {
  readonly resolve: (uri: string) => Schema;
  /** How many references and `allOf` to go into. Default 4: what is deeper has other ways to be broken. */
  readonly depth?: number;
  /** How many levels of items and properties to go into. Default 3. */
  readonly levels?: number;
  /** How many ways are wanted at most. Default 64: recursive schemas have no end of them. */
  readonly most?: number;
  /** Whether to also give what may break the schema, such as any text where it has a `format`. Default `true`. */
  readonly guesses?: boolean;
}

/**
 * Schemas of which each has only instances that break the given one, as far as keywords can say that; `true` stands for a try.
 * Empty where everything is an instance, or no way is known.
 */
export function negate(
  schema: Schema,
  { resolve, depth = 4, levels = 3, most = 64, guesses = true }: NegateOptions,
): readonly Schema[] {
  if (typeof schema === 'boolean') return schema ? [] : [true];
  const ways: Schema[] = [];
  if (depth < 0) return ways;
  for (const keyword of Object.keys(schema)) {
    if (levels <= 0 && !OUTER.has(keyword)) continue;
    ways.push(...(negations.get(keyword)?.(schema, { resolve, depth: depth - 1, levels, most, guesses }) ?? []));
    if (ways.length >= most) break;
  }
  return ways.slice(0, most);
}

type Negation = (schema: Keywords, options: Required<NegateOptions>) => readonly Schema[];

const ALL_TYPES: readonly TypeName[] = ['object', 'string', 'number', 'boolean', 'array', 'null'];

/** What says something of a value itself. */
const OUTER = new Set([
  ...['$ref', 'allOf', 'type', 'const', 'enum', 'not', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'multipleOf', 'minItems', 'maxItems'],
]);

const negations: ReadonlyMap<string, Negation> = new Map<string, Negation>([
  ['const', (schema) => [{ not: { const: schema.const } }]],
  ['enum', (schema) => [{ not: { enum: schema.enum ?? [] } }]],
  [
    'required',
    ({ required = [] }) => required.map((name) => ({ type: ['object'], properties: record<Schema>(name, false) })),
  ],
  ['properties', negateProperties],
  ['additionalProperties', negateAdditionalProperties],
  ['type', negateType],
  ['minimum', ({ minimum = 0 }) => [{ type: ['number'], exclusiveMaximum: minimum }]],
  ['maximum', ({ maximum = 0 }) => [{ type: ['number'], exclusiveMinimum: maximum }]],
  ['exclusiveMinimum', ({ exclusiveMinimum = 0 }) => [{ type: ['number'], maximum: exclusiveMinimum }]],
  ['exclusiveMaximum', ({ exclusiveMaximum = 0 }) => [{ type: ['number'], minimum: exclusiveMaximum }]],
  ['multipleOf', (_, { guesses }) => (guesses ? [{ type: ['number'] }] : [])],
  ['minLength', ({ minLength = 0 }) => (minLength > 0 ? [{ type: ['string'], maxLength: minLength - 1 }] : [])],
  ['maxLength', ({ maxLength = 0 }) => [{ type: ['string'], minLength: maxLength + 1 }]],
  ['pattern', (_, { guesses }) => (guesses ? [{ type: ['string'] }] : [])],
  ['format', (_, { guesses }) => (guesses ? [{ type: ['string'] }] : [])],
  ['minItems', ({ minItems = 0 }) => (minItems > 0 ? [{ type: ['array'], maxItems: minItems - 1 }] : [])],
  ['maxItems', ({ maxItems = 0 }) => [{ type: ['array'], minItems: maxItems + 1 }]],
  ['items', negateItems],
  [
    'contains',
    ({ contains = true }, options) => inside(contains, options).map((items) => ({ type: ['array'], items })),
  ],
  [
    'minProperties',
    ({ minProperties = 0 }) => (minProperties > 0 ? [{ type: ['object'], maxProperties: minProperties - 1 }] : []),
  ],
  ['maxProperties', ({ maxProperties = 0 }) => [{ type: ['object'], minProperties: maxProperties + 1 }]],
  ['not', ({ not = false }) => [not]],
  ['$ref', ({ $ref = '' }, options) => negate(options.resolve($ref), options)],
  ['allOf', ({ allOf = [] }, options) => allOf.flatMap((part) => negate(part, options))],
  ['anyOf', ({ anyOf = [] }, options) => negateAll(anyOf, options)],
  ['oneOf', ({ oneOf = [] }, options) => negateAll(oneOf, options)],
]);

function inside(schema: Schema, { resolve, levels, most, guesses }: Required<NegateOptions>): readonly Schema[] {
  return negate(schema, { resolve, levels: levels - 1, most, guesses });
}

function negateProperties({ properties = {} }: Keywords, options: Required<NegateOptions>): readonly Schema[] {
  const ways: Schema[] = [];
  for (const name of Object.keys(properties)) {
    const value = inside(properties[name] ?? true, options);
    ways.push(
      ...value.map((schema): Schema => ({ type: ['object'], required: [name], properties: record(name, schema) })),
    );
    if (ways.length >= options.most) break;
  }
  return ways;
}

function negateAdditionalProperties(schema: Keywords, options: Required<NegateOptions>): readonly Schema[] {
  const { properties = {}, additionalProperties = true } = schema;
  const name = ['extra', 'additional', 'other', 'further'].find((candidate) => !Object.hasOwn(properties, candidate));
  if (name === undefined) return [];
  return inside(additionalProperties, options).map((value) => ({
    type: ['object'],
    required: [name],
    properties: record(name, value),
  }));
}

function negateType({ type = [] }: Keywords): readonly Schema[] {
  const others = ALL_TYPES.filter((name) => !type.includes(name) && !(name === 'number' && type.includes('integer')));
  const fractions = type.includes('integer') && !type.includes('number');
  return [
    ...(others.length > 0 ? [{ type: others }] : []),
    ...(fractions ? [{ type: ['number'] as const, minimum: 0.01, maximum: 0.99 }] : []),
  ];
}

function negateItems(
  { items = true, prefixItems = [] }: Keywords,
  options: Required<NegateOptions>,
): readonly Schema[] {
  return inside(items, options).map((item) => ({
    type: ['array'],
    minItems: prefixItems.length + 1,
    items: item,
  }));
}

/** An instance that breaks each of them. */
function negateAll(schemas: readonly Schema[], options: Required<NegateOptions>): readonly Schema[] {
  const negated = schemas.map((schema) => negate(schema, { ...options, most: 3 }));
  if (negated.some((ways) => ways.length === 0)) return [];
  return [0, 1, 2].map((index) => ({ allOf: negated.map((ways) => ways[index % ways.length] ?? true) }));
}
