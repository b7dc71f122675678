import type { Keywords, Schema } from '../model/keywords.ts';
import type { SchemaReader } from '../model/schema-reader.ts';

/** Whether `allOf` and `$ref` lead to the same schema in more than one way. */
export function hasDiamond(schema: Keywords, read: SchemaReader): boolean {
  const seen = new Set<Schema>([schema]);
  const queue = [...partsOf(schema, read)];
  for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
    if (typeof part === 'boolean') continue;
    if (seen.has(part)) return true;
    seen.add(part);
    queue.push(...partsOf(part, read));
  }
  return false;
}

/** All that holds besides a schema by its `allOf` and `$ref`, each schema once and without what it combines itself. */
export function conjunctsBelow(schema: Keywords, read: SchemaReader): readonly Schema[] {
  const seen = new Set<Schema>([schema]);
  const found: Schema[] = [];
  const queue = [...partsOf(schema, read)];
  for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
    if (seen.has(part)) continue;
    seen.add(part);
    const parts = partsOf(part, read);
    queue.push(...parts);
    found.push(parts.length === 0 ? part : withoutParts(part));
  }
  return found.filter((part) => part !== true && (part === false || Object.keys(part).length > 0));
}

function partsOf(schema: Schema, read: SchemaReader): readonly Schema[] {
  // What it has evaluated depends on its parts, which have to stay where they are.
  if (
    typeof schema === 'boolean' ||
    schema.unevaluatedItems !== undefined ||
    schema.unevaluatedProperties !== undefined
  )
    return [];
  return [...(schema.$ref === undefined ? [] : [read(schema.$ref)]), ...(schema.allOf ?? [])];
}

function withoutParts(schema: Schema): Schema {
  if (typeof schema === 'boolean') return schema;
  const { $ref: _, allOf: __, ...own } = schema;
  return own;
}
