export { type CreateSchemasOptions, createSchemas, type Schemas } from './create-schemas.ts';
export { editDistance } from './edit-distance.ts';
export { nearestName, nearestNames } from './nearest-names.ts';
export { createPattern, type Pattern } from './pattern/create-pattern.ts';
export type { PatternRun } from './pattern/pattern-run.ts';
export { SchemaError, type SchemaErrorCode, type SchemaErrorPlace } from './schema-error.ts';
export type {
  CompiledSchema,
  Direction,
  GenerateOptions,
  JsonSchema,
  RepairOptions,
  SchemaSource,
  Violation,
} from './types.ts';
