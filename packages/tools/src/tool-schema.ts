import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Tool } from './tool.ts';

/** JSON Schema 2020-12. */
export type ToolSchema = Readonly<Record<string, unknown>>;

/** What a tool takes, or what it gives, for whoever knows no zod: models, MCP, command lines. Made once. */
export function toolSchema(tool: Tool, side: 'input' | 'output'): ToolSchema {
  const schema = tool[side];
  const known = made.get(schema);
  if (known !== undefined) return known;
  // Without `$schema`, MCP and models take it for what it is.
  const options = { io: side, target: 'draft-2020-12', override: simplify } as const;
  const { $schema: _, ...rest } = z.toJSONSchema(schema, options);
  made.set(schema, rest);
  return rest;
}

const made = new WeakMap<z.ZodObject, ToolSchema>();

/**
 * Says the same in fewer words, and where an object may be something else, too, without `anyOf`: agent frameworks take no more of
 * it than its objects. Elsewhere it stays, because others know one type at a time alone.
 */
function simplify({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (isDeepStrictEqual(schema.propertyNames, { type: 'string' })) delete schema.propertyNames;
  if (isDeepStrictEqual(schema.additionalProperties, {})) delete schema.additionalProperties;
  // Any integer that JavaScript has.
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  const merged = schema.anyOf === undefined ? undefined : mergeTypes(schema.anyOf);
  if (merged === undefined) return;
  delete schema.anyOf;
  Object.assign(schema, merged);
}

/** @returns `undefined` where they cannot be one, or need not: no object, two of a type, or more than a type. */
function mergeTypes(schemas: readonly z.core.JSONSchema._JSONSchema[]): z.core.JSONSchema.BaseSchema | undefined {
  const types = new Set<unknown>();
  const merged: z.core.JSONSchema.BaseSchema = {};
  for (const schema of schemas) {
    if (typeof schema === 'boolean' || typeof schema.type !== 'string') return undefined;
    if (NOT_OF_ONE_TYPE.some((keyword) => Object.hasOwn(schema, keyword))) return undefined;
    types.add(schema.type === 'integer' ? 'number' : schema.type);
    Object.assign(merged, schema);
  }
  if (!types.has('object') || types.size < schemas.length) return undefined;
  return { ...merged, type: schemas.map((schema) => (schema as { type: string }).type) as never };
}

/** Every other keyword concerns values of one type alone. */
const NOT_OF_ONE_TYPE = ['enum', 'const', 'anyOf', 'oneOf', 'allOf', 'not', '$ref', 'default', 'description', 'title'];
