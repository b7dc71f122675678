import { Coercion } from './coerce/coercion.ts';
import { Graph } from './generate/graph.ts';
import { InstanceGenerator, type Instances } from './generate/instance-generator.ts';
import { Locations } from './generate/located.ts';
import { createSchemaStore, type SchemaStore } from './model/schema-reader.ts';
import { createPattern, type Pattern } from './pattern/create-pattern.ts';
import type { Direction, RepairOptions, SchemaSource } from './types.ts';
import { InstanceValidator } from './validate/instance-validator.ts';

interface Repair {
  readonly instance: unknown;
  readonly options: RepairOptions;
}

/** What the schemas of one source share. All of it is made on first use. */
export class SchemaSet {
  readonly validator: InstanceValidator;
  readonly #store: SchemaStore;
  readonly #seed: string;
  readonly #patterns = new Map<string, Pattern>();
  readonly #coercions = new Map<Direction, Coercion>();
  readonly #generators = new Map<string, InstanceGenerator>();

  constructor(source: SchemaSource, seed: string) {
    this.#store = createSchemaStore(source);
    this.#seed = seed;
    this.validator = new InstanceValidator({ read: this.#store.read, patternFor: this.#patternFor });
  }

  coercion(direction: Direction): Coercion {
    return memo(this.#coercions, direction, () => {
      const context = {
        read: this.#store.read,
        patternFor: this.#patternFor,
        locations: new Locations(),
        dynamicScope: new Map(),
      };
      return new Coercion(new Graph(direction, context), this.#patternFor);
    });
  }

  /** @throws {SchemaError} `UNSATISFIABLE` where it can be told beforehand. */
  instances(uri: string, direction: Direction): Instances {
    return this.#generator(uri, direction).prepare(uri);
  }

  /** As `CompiledSchema.repair`. */
  repair(uri: string, direction: Direction, { instance, options }: Repair): unknown {
    try {
      return this.#generator(uri, direction).repair(uri, instance, options);
    } catch (error) {
      // Nested too deeply to be gone through.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** One for each direction; a schema with a `$dynamicAnchor` makes references of others lead to itself, and so has its own. */
  #generator(uri: string, direction: Direction): InstanceGenerator {
    const schema = this.#store.read(uri);
    const anchor = typeof schema === 'object' ? schema.$dynamicAnchor : undefined;
    const dynamicScope = new Map(anchor === undefined ? [] : [[anchor, uri]]);
    return memo(this.#generators, anchor === undefined ? direction : `${direction} ${uri}`, () => {
      const { store, validator } = { store: this.#store, validator: this.validator };
      return new InstanceGenerator({
        direction,
        store,
        validator,
        patternFor: this.#patternFor,
        dynamicScope,
        seed: this.#seed,
      });
    });
  }

  readonly #patternFor = (source: string): Pattern => memo(this.#patterns, source, () => createPattern(source));
}

function memo<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key);
  if (value !== undefined) return value;
  const made = make();
  known.set(key, made);
  return made;
}
