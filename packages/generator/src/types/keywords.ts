import type { JsonSchema } from '@mockloop/spec-parser';

/** A schema that is neither `true` nor `false`. */
export type Keywords = Exclude<JsonSchema, boolean>;

/** The schemas of a keyword that holds a list of them. */
export function schemasOf(schema: Keywords, keyword: string): readonly JsonSchema[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}

/** The schemas of a keyword that holds them by name. */
export function namedSchemasOf(schema: Keywords, keyword: string): [name: string, schema: JsonSchema][] {
  const value = schema[keyword];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** The schema of a keyword that holds one. */
export function schemaOf(schema: Keywords, keyword: string): JsonSchema | undefined {
  const value = schema[keyword];
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value))
    ? (value as JsonSchema)
    : undefined;
}

/** The texts of a keyword that holds a text or a list of them. */
export function textsOf(schema: Keywords, keyword: string): string[] {
  return [schema[keyword]].flat().filter((value) => typeof value === 'string');
}
