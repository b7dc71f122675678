import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Keywords, Schema } from '../model/keywords.ts';
import type { SchemaReader } from '../model/schema-reader.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import { SchemaError } from '../schema-error.ts';
import type { Direction } from '../types.ts';
import { createAjv } from './create-ajv.ts';
import { toAjvSchema } from './to-ajv-schema.ts';

export interface ValidatorsOptions {
  readonly read: SchemaReader;
  readonly patternFor: (source: string) => Pattern;
  readonly allErrors: boolean;
}

/** Compiles schemas with one shared ajv, each when it is first reached by an instance, and once for both directions where they agree. */
export class Validators {
  readonly #options: ValidatorsOptions;
  readonly #ajv: Ajv2020;
  readonly #entries = { plain: new Map<string, Entry>(), tracking: new Map<string, Entry>() };
  readonly #origins = new WeakMap<object, Keywords>();
  #direction: Direction = 'response';
  #steps = 0;

  constructor(options: ValidatorsOptions) {
    this.#options = options;
    this.#ajv = createAjv(options);
  }

  /** The errors of an instance, `null` when it is valid. Lets through what the schema source throws. */
  errorsOf(uri: string, direction: Direction, instance: unknown): ErrorObject[] | null {
    this.#direction = direction;
    this.#steps = 0;
    const validate = this.#functionFor(this.#entryOf(uri, false));
    return validate(instance) ? null : (validate.errors ?? []);
  }

  /** The schema that one of ajv's schemas, as found in its errors, was made from. */
  originOf(ajvSchema: object): Keywords | undefined {
    return this.#origins.get(ajvSchema);
  }

  #entryOf(uri: string, tracking: boolean): Entry {
    const entries = tracking ? this.#entries.tracking : this.#entries.plain;
    let entry = entries.get(uri);
    if (entry === undefined) {
      entry = { uri, tracking, name: `${tracking ? 'tracking' : 'schema'}:${entries.size}`, functions: {} };
      entries.set(uri, entry);
      this.#declare(entry);
    }
    return entry;
  }

  /** Lets ajv refer to a schema that is not compiled yet: what it calls is a function that compiles when it is called. */
  #declare(entry: Entry): void {
    this.#ajv.addSchema({}, entry.name);
    const declared = this.#ajv.schemas[entry.name];
    if (declared === undefined) throw new TypeError(`ajv did not keep ${entry.name}`);
    const lazy: ValidateFunction = Object.assign(
      (instance: unknown, context?: Parameters<ValidateFunction>[1]): instance is unknown => {
        this.#steps += 1;
        if (this.#steps > MAX_STEPS) throw new RangeError('The schema leads to too many others');
        const validate = this.#functionFor(entry);
        const valid = validate(instance, context);
        lazy.errors = validate.errors ?? null;
        if (validate.evaluated !== undefined) lazy.evaluated = validate.evaluated;
        return valid;
      },
      { errors: null, schema: {}, schemaEnv: declared, evaluated: { dynamicProps: true, dynamicItems: true } },
    );
    declared.validate = lazy;
  }

  #functionFor(entry: Entry): ValidateFunction {
    return entry.functions[this.#direction] ?? this.#compile(entry, this.#direction);
  }

  #compile(entry: Entry, direction: Direction): ValidateFunction {
    const { schema, directional, tracking, ownProperties } = toAjvSchema(this.#options.read(entry.uri), {
      ...{ direction, tracking: entry.tracking, read: this.#options.read },
      nameFor: (uri, tracked) => this.#entryOf(uri, tracked).name,
      isSupported: (pattern) => this.#options.patternFor(pattern).supported,
      onSchema: (made, from) => this.#origins.set(made, from),
    });
    this.#ajv.opts.unevaluated = tracking;
    this.#ajv.opts.ownProperties = ownProperties;
    const validate = compileWith(this.#ajv, schema, entry.uri);
    entry.functions[direction] = validate;
    if (!directional) entry.functions = { request: validate, response: validate };
    return validate;
  }
}

/** References followed for one instance. Alternatives of alternatives can multiply without an end. */
const MAX_STEPS = 1_000_000;

interface Entry {
  readonly uri: string;
  readonly tracking: boolean;
  readonly name: string;
  functions: Partial<Record<Direction, ValidateFunction>>;
}

function compileWith(ajv: Ajv2020, schema: Schema | Record<string, unknown>, uri: string): ValidateFunction {
  try {
    return ajv.compile(schema as boolean | Record<string, unknown>);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const message = `The schema cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    throw new SchemaError('SCHEMA_UNUSABLE', message, { uri, pointer: '', keyword: '' });
  }
}
