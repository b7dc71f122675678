import type { JsonSchema } from '../model.ts';

/** Keywords that say something about the value as a whole: they stay outside when `null` becomes an alternative. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'examples',
  'readOnly',
  'writeOnly',
  'deprecated',
  'xml',
]);

/** Keywords that `null` would not meet, whatever `type` says. */
const WHOLE_VALUE = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'const', 'if'];

/**
 * A schema that allows `null` too, which is what people mean by `nullable: true`, also beside `allOf`, `oneOf` or
 * `enum`, where OpenAPI 3.0.3 (§4.7.24) gives it no effect.
 */
export function allowNull(schema: Readonly<Record<string, unknown>>): JsonSchema {
  if (WHOLE_VALUE.some((keyword) => schema[keyword] !== undefined)) return withAlternative(schema);
  const { type, enum: values } = schema;
  return {
    ...schema,
    ...(type === undefined ? {} : { type: [...new Set([type, 'null'].flat())] }),
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  };
}

function withAlternative(schema: Readonly<Record<string, unknown>>): JsonSchema {
  const keywords = Object.entries(schema);
  const outside = keywords.filter(([keyword]) => ANNOTATIONS.has(keyword));
  const inside = keywords.filter(([keyword]) => !ANNOTATIONS.has(keyword));
  return { ...Object.fromEntries(outside), anyOf: [Object.fromEntries(inside), { type: 'null' }] };
}
