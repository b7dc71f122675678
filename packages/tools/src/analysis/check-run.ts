import { createSchemas, type JsonSchema, type Violation } from '@mockloop/schema';
import runSchema from '@mockloop/test-runner/run.schema.json' with { type: 'json' };

const schemas = createSchemas({ source: (uri) => partOf(runSchema as JsonSchema, uri) });

/** What keeps something that a caller gives from being a run. Pointers lead into it. */
export function checkRun(value: unknown): readonly Violation[] {
  return schemas.compile('#/$defs/run', 'response').validate(value);
}

function partOf(schema: JsonSchema, uri: string): JsonSchema {
  const steps = uri.split('/').slice(1);
  return steps.reduce<JsonSchema>(
    (part, step) => (part as Readonly<Record<string, JsonSchema>>)[step] ?? false,
    schema,
  );
}
