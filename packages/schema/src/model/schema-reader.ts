import type { SchemaSource } from '../types.ts';
import type { Schema } from './keywords.ts';
import { normaliseSchema } from './normalise-schema.ts';

/** Gives the normalised schema of that name, the same object each time. Lets through what the source throws. */
export type SchemaReader = (uri: string) => Schema;

export interface SchemaStore {
  readonly read: SchemaReader;
  /** The name under which a schema that is part of another one can be read by itself. */
  nameOf(schema: object & Schema): string;
}

export function createSchemaStore(source: SchemaSource): SchemaStore {
  const schemas = new Map<string, Schema>();
  const names = new WeakMap<object, string>();
  const read: SchemaReader = (uri) => {
    let schema = schemas.get(uri);
    if (schema === undefined) {
      schema = normaliseSchema(source(uri), uri);
      schemas.set(uri, schema);
    }
    return schema;
  };
  const nameOf = (schema: object & Schema): string => {
    let name = names.get(schema);
    if (name === undefined) {
      // No source gives names with a NUL.
      name = `\0${schemas.size}`;
      names.set(schema, name);
      schemas.set(name, schema);
    }
    return name;
  };
  return { read, nameOf };
}
