import type { ErrorObject } from 'ajv';

/** Says what was expected and what came instead. */
export function describeError({ keyword, params, schema, data, message = 'is not valid' }: ErrorObject): string {
  const describe = Object.hasOwn(descriptions, keyword) ? descriptions[keyword] : undefined;
  return describe?.({ params, schema, data }) ?? message;
}

type Described = Pick<ErrorObject, 'params' | 'schema' | 'data'>;

const descriptions: Readonly<Record<string, (error: Described) => string>> = {
  type: ({ params, data }) => `must be ${listTypes(params.type)}${data === undefined ? '' : `, not ${typeOf(data)}`}`,
  required: ({ params }) => `must have the property ${quote(params.missingProperty)}`,
  dependentRequired: ({ params }) =>
    `must have the property ${quote(params.missingProperty)} when it has ${quote(params.property)}`,
  additionalProperties: ({ params }) => `must not have the property ${quote(params.additionalProperty)}`,
  unevaluatedProperties: ({ params }) => `must not have the property ${quote(params.unevaluatedProperty)}`,
  propertyNames: ({ params }) => `must not have a property of the name ${quote(params.propertyName)}`,
  enum: ({ schema }) => (Array.isArray(schema) ? `must be ${listValues(schema)}` : 'must be one of the allowed values'),
  const: ({ params }) => `must be ${quote(params.allowedValue)}`,
  minimum: ({ params }) => `must be at least ${params.limit}`,
  maximum: ({ params }) => `must be at most ${params.limit}`,
  exclusiveMinimum: ({ params }) => `must be greater than ${params.limit}`,
  exclusiveMaximum: ({ params }) => `must be less than ${params.limit}`,
  multipleOf: ({ params }) => `must be a multiple of ${params.multipleOf}`,
  minLength: ({ params }) => `must have at least ${count(params.limit, 'character')}`,
  maxLength: ({ params }) => `must have at most ${count(params.limit, 'character')}`,
  pattern: ({ params }) => `must match the pattern ${params.pattern}`,
  format: ({ params }) => `must have the format ${params.format}`,
  minItems: ({ params }) => `must have at least ${count(params.limit, 'item')}`,
  maxItems: ({ params }) => `must have at most ${count(params.limit, 'item')}`,
  items: ({ params }) => `must have at most ${count(params.limit, 'item')}`,
  unevaluatedItems: ({ params }) => `must have at most ${count(params.len, 'item')}`,
  uniqueItems: () => 'must not have equal items',
  minProperties: ({ params }) => `must have at least ${count(params.limit, 'property', 'properties')}`,
  maxProperties: ({ params }) => `must have at most ${count(params.limit, 'property', 'properties')}`,
  oneOf: ({ params }) =>
    Array.isArray(params.passingSchemas)
      ? `must match one alternative only, but matches ${params.passingSchemas.map((index) => Number(index) + 1).join(' and ')}`
      : 'must match one of the alternatives',
  anyOf: () => 'must match one of the alternatives',
  not: () => 'must not be what the schema excludes',
  'false schema': () => 'must not be there',
  discriminator: ({ params }) => `must be ${listValues(params.allowedValues)}`,
};

const ARTICLES: Readonly<Record<string, string>> = {
  ...{ null: 'null', boolean: 'a boolean', integer: 'an integer', number: 'a number' },
  ...{ string: 'a string', array: 'an array', object: 'an object' },
};

function listTypes(types: unknown): string {
  const names = Array.isArray(types) ? types : String(types).split(',');
  return alternatives(names.map((name) => ARTICLES[String(name)] ?? String(name)));
}

function typeOf(instance: unknown): string {
  if (instance === null) return 'null';
  if (Array.isArray(instance)) return 'an array';
  return ARTICLES[typeof instance] ?? typeof instance;
}

const MAX_LISTED = 12;

function listValues(values: unknown): string {
  const all = Array.isArray(values) ? values : [];
  if (all.length === 0) return 'one of no values';
  const listed = all.slice(0, MAX_LISTED).map(quote);
  if (all.length > MAX_LISTED) return `one of ${listed.join(', ')} and ${all.length - MAX_LISTED} more`;
  return listed.length === 1 ? String(listed[0]) : `one of ${listed.join(', ')}`;
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function count(figure: unknown, one: string, many = `${one}s`): string {
  return `${figure} ${figure === 1 ? one : many}`;
}
