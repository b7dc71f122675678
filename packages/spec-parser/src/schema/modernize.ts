import { isObject, own, setOwn } from '../plain-object.ts';

/** Rewrites keywords of older drafts, and of OpenAPI's own dialects, in the words of JSON Schema 2020-12. In place. */
export function modernize(schema: Record<string, unknown>): Record<string, unknown> {
  makeExclusive(schema, 'minimum', 'exclusiveMinimum');
  makeExclusive(schema, 'maximum', 'exclusiveMaximum');
  makePrefixItems(schema);
  splitDependencies(schema);
  nameFile(schema);
  collectExamples(schema);
  return schema;
}

/** Draft 4: `exclusiveMinimum: true` makes `minimum` exclusive. */
function makeExclusive(schema: Record<string, unknown>, bound: string, exclusive: string): void {
  const flag = schema[exclusive];
  if (typeof flag !== 'boolean') return;
  delete schema[exclusive];
  if (!flag || schema[bound] === undefined) return;
  schema[exclusive] = schema[bound];
  delete schema[bound];
}

/** Before 2020-12 a list of `items` was what `prefixItems` is, and `additionalItems` what `items` is. */
function makePrefixItems(schema: Record<string, unknown>): void {
  const { additionalItems } = schema;
  delete schema.additionalItems;
  if (!Array.isArray(schema.items)) return;
  schema.prefixItems ??= schema.items;
  delete schema.items;
  if (additionalItems !== undefined) schema.items = additionalItems;
}

/** Before 2019-09 `dependencies` held what is now in `dependentRequired` and `dependentSchemas`. */
function splitDependencies(schema: Record<string, unknown>): void {
  const { dependencies } = schema;
  delete schema.dependencies;
  if (!isObject(dependencies)) return;
  for (const [name, dependency] of Object.entries(dependencies)) {
    const keyword = Array.isArray(dependency) ? 'dependentRequired' : 'dependentSchemas';
    const merged = { ...(isObject(schema[keyword]) ? schema[keyword] : {}) };
    setOwn(merged, name, dependency);
    schema[keyword] = merged;
  }
}

/** OpenAPI 2.0 has `type: file` for bytes. */
function nameFile(schema: Record<string, unknown>): void {
  if (schema.type !== 'file') return;
  schema.type = 'string';
  schema.format = 'binary';
}

/** OpenAPI's `example` is one of JSON Schema's `examples`. */
function collectExamples(schema: Record<string, unknown>): void {
  if (!Object.hasOwn(schema, 'example')) return;
  const examples = own(schema, 'examples');
  schema.examples = [schema.example, ...(Array.isArray(examples) ? examples : [])];
  delete schema.example;
}
