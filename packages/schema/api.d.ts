/** A schema of JSON Schema 2020-12. OpenAPI's `discriminator` and `xml` may stand in it. */
type JsonSchema = boolean | {
  readonly [keyword: string]: unknown;
};
/** Gives the schema that a `$ref` names. Each `$ref` of a schema it gives is a name that it understands. */
type SchemaSource = (uri: string) => JsonSchema;
/** `request`: `readOnly` properties are neither needed nor generated. `response`: the same for `writeOnly`. */
type Direction = "request" | "response";
/** One way in which an instance breaks its schema. */
interface Violation {
  /** JSON Pointer (RFC 6901) into the instance; `''` is the whole. */
  readonly pointer: string;
  /** The keyword that is not met, e.g. `required`. */
  readonly keyword: string;
  /** What was expected and what came, e.g. `must be an integer, not a string`. */
  readonly message: string;
  /** The keyword's own figures, as ajv reports them, e.g. `{ missingProperty: 'name' }`. */
  readonly params: Readonly<Record<string, unknown>>;
}
interface GenerateOptions {
  /** Same seed, same value. Default `''`. */
  readonly seed?: string | undefined;
  /**
   * `example`: prefers `examples`, `example` and `default` of the schemas. `random`: uses only constraints.
   * Default `example`.
   */
  readonly mode?: "example" | "random" | undefined;
}
interface RepairOptions {
  /** Same seed, same value. Default `''`. */
  readonly seed?: string | undefined;
}
/** One schema, ready for use. Everything in it is made on first use and kept. */
interface CompiledSchema {
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
interface CreateSchemasOptions {
  /** Gives the schemas, by the names that their `$ref`s use. What it throws comes out of the method that needed the schema. */
  readonly source: SchemaSource;
  /** Mixed with the seed of each call to `generate`. Default `''`. */
  readonly seed?: string | undefined;
}
/** The schemas of one document. */
interface Schemas {
  /** The same object for the same schema and direction. Nothing is read before one of its methods is called. */
  compile(uri: string, direction: Direction): CompiledSchema;
}
/** Makes schemas usable: one shared validator, one generator for each direction, each part compiled when it is first used. */
declare function createSchemas({ source, seed }: CreateSchemasOptions): Schemas;
/**
 * How many characters are to be inserted, removed, replaced or swapped with their neighbour to make one text of the
 * other (optimal string alignment). Texts that differ in more than 64 characters in a row are compared by the first 64
 * and the length of the rest.
 *
 * @param limit Nobody needs to know distances beyond it: they are `Infinity`.
 */
declare function editDistance(a: string, b: string, limit?: number): number;
/**
 * The names that are most like one, the most alike first, those listed earlier before others that are as alike. Case,
 * spaces, `_` and `-` do not count. Only the first 5,000 names are looked at.
 *
 * @param count How many to give at the most.
 */
declare function nearestNames(name: string, names: Iterable<string>, count: number): readonly string[];
/**
 * The name that was probably meant: the most alike of those that differ in at most two characters in five, or two in
 * all, and have something in common with it. Compared as `nearestNames` does.
 */
declare function nearestName(name: string, names: Iterable<string>): string | undefined;
/** What a test came to, and what it took: some 10 ns a step. */
interface PatternRun {
  /** `undefined`: it would have taken more steps than it was given, or cannot be made at all. */
  readonly matches: boolean | undefined;
  /** The same for the same pattern and text. */
  readonly steps: number;
}
/** A regular expression from outside, safe to run on text from outside. */
interface Pattern {
  readonly source: string;
  /**
   * `false`: it is no regular expression that JavaScript knows, or none that anything matches, or too large: longer than 20,000
   * characters, or with more than 50 groups within each other. Then `test` lets everything pass.
   */
  readonly supported: boolean;
  /**
   * `false`: it is a regular expression, but no text matches it, as where its delimiters were left around it: `/^[a-z]+$/`.
   * `test` then lets everything pass, since that is not what was meant.
   */
  readonly matchable: boolean;
  /**
   * Texts up to this length, in UTF-16 code units, are tested whatever they hold. Of longer ones those pass untested that would take
   * too long; all of them where only a backtracking matcher can run the pattern, and might not end.
   * `Infinity` for nearly every pattern; 0 where `supported` is `false`.
   */
  readonly maxLength: number;
  /** Texts up to this length in UTF-16 code units a backtracking matcher can be given; low where it takes exponential time, 0 for none. */
  readonly nativeLength: number;
  /** Whether it matches somewhere in the text. Takes some 0.15 s at most per 100,000 characters begun, by the count of its steps. */
  test(text: string): boolean;
  /** As `test`, but says what it took, and gives up where that is more than `maxSteps`. */
  run(text: string, maxSteps: number): PatternRun;
}
/**
 * Reads a pattern as ECMA-262 does with the flag `u`, else without. What cannot explode runs natively up to the length to which that
 * holds, everything else in an automaton, whose time is linear and whose steps are counted.
 */
declare function createPattern(source: string): Pattern;
/** Why a schema cannot be worked with. Stable: callers may branch on it. */
type SchemaErrorCode = "UNSATISFIABLE" | "SCHEMA_UNUSABLE";
/** The keyword that is in the way. */
interface SchemaErrorPlace {
  /** The name of the schema, as `SchemaSource` knows it. */
  readonly uri: string;
  /** JSON Pointer (RFC 6901) into that schema, to the keyword. */
  readonly pointer: string;
  readonly keyword: string;
}
/** Thrown when a schema has no instance or cannot be used at all. */
declare class SchemaError extends Error {
  override readonly name = "SchemaError";
  readonly code: SchemaErrorCode;
  readonly uri: string;
  readonly pointer: string;
  readonly keyword: string;
  constructor(code: SchemaErrorCode, message: string, place: SchemaErrorPlace);
}
export { type CompiledSchema, type CreateSchemasOptions, type Direction, type GenerateOptions, type JsonSchema, type Pattern, type PatternRun, type RepairOptions, SchemaError, type SchemaErrorCode, type SchemaErrorPlace, type SchemaSource, type Schemas, type Violation, createPattern, createSchemas, editDistance, nearestName, nearestNames };