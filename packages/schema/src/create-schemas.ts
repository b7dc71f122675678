import type { Instances } from './generate/instance-generator.ts';
import { SchemaSet } from './schema-set.ts';
import type { CompiledSchema, Direction, GenerateOptions, RepairOptions, SchemaSource, Violation } from './types.ts';

export interface CreateSchemasOptions {
  /** Gives the schemas, by the names that their `$ref`s use. What it throws comes out of the method that needed the schema. */
  readonly source: SchemaSource;
  /** Mixed with the seed of each call to `generate`. Default `''`. */
  readonly seed?: string | undefined;
}

/** The schemas of one document. */
export interface Schemas {
  /** The same object for the same schema and direction. Nothing is read before one of its methods is called. */
  compile(uri: string, direction: Direction): CompiledSchema;
}

/** Makes schemas usable: one shared validator, one generator for each direction, each part compiled when it is first used. */
export function createSchemas({ source, seed = '' }: CreateSchemasOptions): Schemas {
  const schemas = new SchemaSet(source, seed);
  const compiled: Record<Direction, Map<string, CompiledSchema>> = { request: new Map(), response: new Map() };
  return {
    compile(uri, direction) {
      const known = compiled[direction].get(uri);
      if (known !== undefined) return known;
      const schema = new SetMember(schemas, uri, direction);
      compiled[direction].set(uri, schema);
      return schema;
    },
  };
}

class SetMember implements CompiledSchema {
  readonly uri: string;
  readonly #schemas: SchemaSet;
  readonly #direction: Direction;
  #instances: Instances | undefined;

  constructor(schemas: SchemaSet, uri: string, direction: Direction) {
    this.#schemas = schemas;
    this.uri = uri;
    this.#direction = direction;
  }

  isValid(instance: unknown): boolean {
    return this.#schemas.validator.isValid(this.uri, this.#direction, instance);
  }

  validate(instance: unknown): readonly Violation[] {
    return this.#schemas.validator.validate(this.uri, this.#direction, instance);
  }

  generate(options: GenerateOptions = {}): unknown {
    this.#instances ??= this.#schemas.instances(this.uri, this.#direction);
    return this.#instances.generate(options);
  }

  repair(instance: unknown, options: RepairOptions = {}): unknown {
    if (this.isValid(instance)) return instance;
    return this.#schemas.repair(this.uri, this.#direction, { instance, options });
  }

  coerce(value: unknown): unknown {
    return this.#schemas.coercion(this.#direction).coerce(this.uri, value);
  }
}
