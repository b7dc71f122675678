import type { Keywords, TypeName } from '../model/keywords.ts';
import { listsValues } from '../model/lists-values.ts';
import { keyOf } from '../validate/sets.ts';
import type { Located } from './located.ts';
import { impossible, type Shape } from './shape.ts';

/** Adds to a shape what the keywords of a schema say that stand for themselves; the stricter of two wins. */
export function mergeKeywords(shape: Shape, schema: Keywords, located: Located): void {
  for (const keyword of Object.keys(schema)) mergers[keyword]?.(shape, schema, located);
}

type Merger = (shape: Shape, schema: Keywords, located: Located) => void;

/** Keeps the stricter of two bounds. */
function lower(keyword: 'minimum' | 'exclusiveMinimum' | 'minLength' | 'minItems' | 'minProperties'): Merger {
  return (shape, schema, located) => {
    const value = schema[keyword];
    if (value === undefined || value <= shape[keyword]) return;
    shape[keyword] = value;
    shape.blame.set(keyword, located);
  };
}

function upper(keyword: 'maximum' | 'exclusiveMaximum' | 'maxLength' | 'maxItems' | 'maxProperties'): Merger {
  return (shape, schema, located) => {
    const value = schema[keyword];
    if (value === undefined || value >= shape[keyword]) return;
    shape[keyword] = value;
    shape.blame.set(keyword, located);
  };
}

function mergeValues(shape: Shape, values: readonly unknown[], blame: { keyword: string; located: Located }): void {
  const known = shape.values;
  const keys = new Set(known?.map(keyOf));
  shape.values = known === undefined ? values : values.filter((value) => keys.has(keyOf(value)));
  shape.blame.set(blame.keyword, blame.located);
  if (shape.values.length === 0) shape.never ??= impossible(blame.keyword, blame.located, 'no value is left');
}

function mergeTypes(shape: Shape, types: readonly TypeName[], located: Located): void {
  shape.blame.set('type', located);
  shape.types = shape.types === undefined ? types : intersectTypes(shape.types, types);
  if (shape.types.length === 0) shape.never ??= impossible('type', located, 'no type is left');
}

function intersectTypes(some: readonly TypeName[], others: readonly TypeName[]): readonly TypeName[] {
  const common = some.flatMap((type): TypeName[] => {
    if (others.includes(type)) return [type];
    if (type === 'integer' && others.includes('number')) return [type];
    return type === 'number' && others.includes('integer') ? ['integer'] : [];
  });
  return [...new Set(common)];
}

const mergers: Readonly<Record<string, Merger | undefined>> = {
  type: (shape, { type = [] }, located) => mergeTypes(shape, type, located),
  const: (shape, schema, located) => mergeValues(shape, [schema.const], { keyword: 'const', located }),
  enum: (shape, schema, located) => mergeValues(shape, schema.enum ?? [], { keyword: 'enum', located }),
  ...{ minimum: lower('minimum'), exclusiveMinimum: lower('exclusiveMinimum'), minLength: lower('minLength') },
  ...{ maximum: upper('maximum'), exclusiveMaximum: upper('exclusiveMaximum'), maxLength: upper('maxLength') },
  ...{ minItems: lower('minItems'), maxItems: upper('maxItems') },
  ...{ minProperties: lower('minProperties'), maxProperties: upper('maxProperties') },
  multipleOf: (shape, { multipleOf = 1 }, located) => {
    if (!shape.multiples.includes(multipleOf)) shape.multiples.push(multipleOf);
    shape.blame.set('multipleOf', located);
  },
  pattern: (shape, { pattern = '' }, located) => {
    if (!shape.patterns.includes(pattern)) shape.patterns.push(pattern);
    shape.blame.set('pattern', located);
  },
  format: (shape, schema, located) => {
    const { format = '' } = schema;
    if (listsValues(schema)) return;
    if (!shape.formats.includes(format)) shape.formats.push(format);
    shape.blame.set('format', located);
  },
  contentEncoding: (shape, { contentEncoding }) => {
    shape.base64 ||= contentEncoding === 'base64' || contentEncoding === 'base64url';
  },
  uniqueItems: (shape, { uniqueItems = false }, located) => {
    shape.uniqueItems ||= uniqueItems;
    shape.blame.set('uniqueItems', located);
  },
  required: (shape, { required = [] }, located) => {
    for (const name of required) shape.required.add(name);
    shape.blame.set('required', located);
  },
  dependentRequired: (shape, { dependentRequired = {} }) => {
    for (const [name, others] of Object.entries(dependentRequired)) {
      shape.dependentRequired.set(name, (shape.dependentRequired.get(name) ?? new Set()).union(new Set(others)));
    }
  },
  examples: (shape, { examples = [] }) => void shape.examples.push(examples),
  example: (shape, { example }) => void shape.examples.push([example]),
  default: (shape, schema) => void shape.defaults.push(schema.default),
  discriminated: (shape, { discriminated }) => {
    if (discriminated !== undefined) shape.discriminated.set(discriminated.propertyName, discriminated.names);
  },
  readOnly: (shape, { readOnly = false }) => {
    shape.readOnly ||= readOnly;
  },
  writeOnly: (shape, { writeOnly = false }) => {
    shape.writeOnly ||= writeOnly;
  },
};
