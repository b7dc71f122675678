import { createSchemas, type JsonSchema, type Violation } from '@mockloop/schema';

/** Gives what is wrong with a value. */
export type SchemaCheck = (value: unknown) => readonly Violation[];

/** @param schema Refers to its own `$defs` alone. */
export function createSchemaCheck(schema: JsonSchema): SchemaCheck {
  const schemas = createSchemas({ source: (uri) => partOf(schema, uri) });
  return (value) => schemas.compile('#', 'request').validate(value);
}

function partOf(schema: JsonSchema, uri: string): JsonSchema {
  const steps = uri.split('/').slice(1);
  return steps.reduce<JsonSchema>(
    (part, step) => (part as Readonly<Record<string, JsonSchema>>)[step] ?? false,
    schema,
  );
}
