export { type CreateSchemasOptions, createSchemas, type Schemas } from './create-schemas.ts';
export { createPattern, type Pattern } from './pattern/create-pattern.ts';
export { SchemaError, type SchemaErrorCode, type SchemaErrorPlace } from './schema-error.ts';
export type {
  CompiledSchema,
  Direction,
  GenerateOptions,
  JsonSchema,
  SchemaSource,
  Violation,
} from './types.ts';
