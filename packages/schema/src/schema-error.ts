/** Why a schema cannot be worked with. Stable: callers may branch on it. */
export type SchemaErrorCode =
  /** No instance exists, or none within the limits, or none was found. */
  | 'UNSATISFIABLE'
  /** The schema itself cannot be used, e.g. it is nested too deeply. */
  | 'SCHEMA_UNUSABLE';

/** The keyword that is in the way. */
export interface SchemaErrorPlace {
  /** The name of the schema, as `SchemaSource` knows it. */
  readonly uri: string;
  /** JSON Pointer (RFC 6901) into that schema, to the keyword. */
  readonly pointer: string;
  readonly keyword: string;
}

/** Thrown when a schema has no instance or cannot be used at all. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code: SchemaErrorCode;
  readonly uri: string;
  readonly pointer: string;
  readonly keyword: string;

  constructor(code: SchemaErrorCode, message: string, place: SchemaErrorPlace) {
    super(message);
    this.code = code;
    this.uri = place.uri;
    this.pointer = place.pointer;
    this.keyword = place.keyword;
  }
}
