import type { ApiDocument, JsonSchema, SchemaUri } from '@mockloop/spec-parser';
import { isPlainObject } from '../is-plain-object.ts';

/** How many schemas that one is put together from are looked at. */
const MAX_PARTS = 200;

type SchemaObject = Exclude<JsonSchema, boolean>;

/** A schema and all that it is put together from by `$ref`, `allOf`, `anyOf` and `oneOf`. */
export interface SchemaParts {
  readonly schemas: readonly SchemaObject[];
  /** Names of those that were referred to. */
  readonly uris: ReadonlySet<SchemaUri>;
}

/** References that lead nowhere are passed over: a body of such a schema cannot be had anyway. */
export function schemaParts(schema: JsonSchema | SchemaUri, document: ApiDocument): SchemaParts {
  const schemas: SchemaObject[] = [];
  const uris = new Set<SchemaUri>();
  const waiting: unknown[] = [schema];
  for (const next of waiting) {
    const part = typeof next === 'string' ? read(next, uris, document) : next;
    if (typeof part !== 'object' || part === null || schemas.length >= MAX_PARTS) continue;
    schemas.push(part as SchemaObject);
    for (const keyword of ['$ref', 'allOf', 'anyOf', 'oneOf']) {
      const value = Object.hasOwn(part, keyword) ? (part as SchemaObject)[keyword] : undefined;
      waiting.push(...(Array.isArray(value) ? value : [value]));
    }
  }
  return { schemas, uris };
}

function read(uri: SchemaUri, uris: Set<SchemaUri>, document: ApiDocument): JsonSchema | undefined {
  if (uris.has(uri)) return undefined;
  uris.add(uri);
  try {
    return document.schema(uri);
  } catch {
    return undefined;
  }
}

/** The schemas of a member, one for each part that declares it. */
export function memberSchemas({ schemas }: SchemaParts, name: string): readonly JsonSchema[] {
  return schemas.flatMap(({ properties }) => {
    if (!isPlainObject(properties) || !Object.hasOwn(properties, name)) return [];
    return [Reflect.get(properties, name) as JsonSchema];
  });
}

/** Whether any part declares a member. */
export function hasMembers({ schemas }: SchemaParts): boolean {
  return schemas.some((schema) => isPlainObject(schema.properties) && Object.keys(schema.properties).length > 0);
}
