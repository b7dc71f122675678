import { type CompiledSchema, createSchemas, type Direction, type JsonSchema, type Schemas } from '../../src/index.ts';

/** Schemas by name, as a document would give them. */
export function schemasOf(schemas: Readonly<Record<string, JsonSchema>>, seed?: string): Schemas {
  const byName = new Map(Object.entries(schemas));
  return createSchemas({
    seed,
    source: (uri) => {
      const schema = byName.get(uri);
      if (schema === undefined) throw new Error(`There is no schema ${uri}`);
      return schema;
    },
  });
}

/** One schema, with others that it refers to. */
export function compiled(
  schema: JsonSchema,
  others: Readonly<Record<string, JsonSchema>> = {},
  direction: Direction = 'response',
): CompiledSchema {
  return schemasOf({ ...others, root: schema }).compile('root', direction);
}
