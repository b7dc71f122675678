/** A schema of JSON Schema 2020-12. OpenAPI's `discriminator` and `xml` may stand in it. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** Gives the schema that a `$ref` names. Each `$ref` of a schema it gives is a name that it understands. */
export type SchemaSource = (uri: string) => JsonSchema;

/** `request`: `readOnly` properties are neither needed nor generated. `response`: the same for `writeOnly`. */
export type Direction = 'request' | 'response';

/** One way in which an instance breaks its schema. */
export interface Violation {
  /** JSON Pointer (RFC 6901) into the instance; `''` is the whole. */
  readonly pointer: string;
  /** The keyword that is not met, e.g. `required`. */
  readonly keyword: string;
  /** What was expected and what came, e.g. `must be an integer, not a string`. */
  readonly message: string;
  /** The keyword's own figures, as ajv reports them, e.g. `{ missingProperty: 'name' }`. */
  readonly params: Readonly<Record<string, unknown>>;
}

export interface GenerateOptions {
  /** Same seed, same value. Default `''`. */
  readonly seed?: string | undefined;
  /**
   * `example`: prefers `examples`, `example` and `default` of the schemas. `random`: uses only constraints.
   * Default `example`.
   */
  readonly mode?: 'example' | 'random' | undefined;
}

export interface RepairOptions {
  /** Same seed, same value. Default `''`. */
  readonly seed?: string | undefined;
}

/** One schema, ready for use. Everything in it is made on first use and kept. */
export interface CompiledSchema {
  readonly uri: string;
  /** Fast yes or no. */
  isValid(instance: unknown): boolean;
  /** Each violation, those of branches that were clearly not meant left out. Empty when valid. */
  validate(instance: unknown): readonly Violation[];
  /**
   * An instance that `isValid`.
   *
   * @throws {SchemaError} `UNSATISFIABLE` with the keyword and the pointer in the schema that cannot be met.
   */
  generate(options?: GenerateOptions): unknown;
  /**
   * The valid instance that is found nearest to one that is not: numbers brought into their bounds, texts into their length, members
   * added, renamed or left out. What is valid stays as it is.
   *
   * @returns `undefined` where none is found within a bounded time.
   */
  repair(instance: unknown, options?: RepairOptions): unknown;
  /**
   * Gives text the types that the schema asks for: `'7'` becomes `7` where it wants a number, also inside arrays and objects.
   * What fits no type is left as it is, for `validate` to report.
   */
  coerce(value: unknown): unknown;
}
