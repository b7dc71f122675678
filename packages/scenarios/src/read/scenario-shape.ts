import { type CompiledSchema, createSchemas, type JsonSchema } from '@mockloop/schema';
import schema from '../../scenario.schema.json' with { type: 'json' };

const definitions: Readonly<Record<string, JsonSchema>> = schema.$defs;

/** The published schema, ready to validate. */
export const scenarioShape: CompiledSchema = createSchemas({ source: schemaAt }).compile('#', 'request');

/** A part of the published schema, by the names that its references use. */
export function schemaAt(uri: string): JsonSchema {
  if (uri === '#') return schema;
  return definitions[uri.slice('#/$defs/'.length)] ?? false;
}
