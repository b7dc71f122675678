import { type ApiDocument, type JsonSchema, type SchemaUri, SpecError } from '@mockloop/spec-parser';

/** How far references and alternatives are followed. */
const MAX_STEPS = 40;

/** What a schema says on its surface, its `$ref`, `allOf`, `anyOf` and `oneOf` followed. */
export interface SchemaOutline {
  /** One of its alternatives is an array. */
  readonly isArray: boolean;
  /** It takes a text that is neither one of a list nor in a format. */
  readonly isText: boolean;
  readonly properties: ReadonlyMap<string, JsonSchema>;
}

/** Where references lead nowhere, what is known without them. */
export function outlineOf(document: ApiDocument, schema: JsonSchema | SchemaUri): SchemaOutline {
  const properties = new Map<string, JsonSchema>();
  const seen = new Set<unknown>();
  const pending: (JsonSchema | SchemaUri)[] = [schema];
  let isArray = false;
  let isText = false;
  while (pending.length > 0 && seen.size < MAX_STEPS) {
    const next = pending.shift();
    if (next === undefined || seen.has(next)) continue;
    seen.add(next);
    const current = typeof next === 'string' ? readSchema(document, next) : next;
    if (typeof current !== 'object') continue;
    isArray ||= allowsType(current, 'array');
    isText ||= isFreeText(current);
    for (const [name, value] of members(current, 'properties')) properties.set(name, value);
    pending.push(...parts(current));
  }
  return { isArray, isText, properties };
}

function readSchema(document: ApiDocument, uri: SchemaUri): JsonSchema {
  try {
    return document.schema(uri);
  } catch (error) {
    if (error instanceof SpecError) return true;
    throw error;
  }
}

type SchemaObject = { readonly [keyword: string]: unknown };

function allowsType(schema: SchemaObject, type: string): boolean {
  return Array.isArray(schema.type) ? schema.type.includes(type) : schema.type === type;
}

function isFreeText(schema: SchemaObject): boolean {
  return allowsType(schema, 'string') && !['enum', 'const', 'format'].some((keyword) => Object.hasOwn(schema, keyword));
}

function parts(schema: SchemaObject): (JsonSchema | SchemaUri)[] {
  const alternatives = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
    return Array.isArray(value) ? value.filter(isSchema) : [];
  });
  return typeof schema.$ref === 'string' ? [schema.$ref, ...alternatives] : alternatives;
}

function members(schema: SchemaObject, keyword: string): (readonly [string, JsonSchema])[] {
  const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  if (!isSchema(value) || typeof value === 'boolean') return [];
  return Object.entries(value).filter((entry): entry is [string, JsonSchema] => isSchema(entry[1]));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
