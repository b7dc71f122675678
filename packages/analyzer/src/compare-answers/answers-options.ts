import type { VolatileFields } from './volatile-fields.ts';

export interface CompareAnswersOptions {
  /** Names of members at any depth, JSON Pointers into the body where `*` is any one step, JSONPaths (from `$`), names of headers. */
  readonly ignoreFields?: readonly string[] | undefined;
  /** A number is relative: 0.1 for 10 %. */
  readonly tolerance?: number | Tolerance | undefined;
  /** The order of arrays counts. Default false. */
  readonly strictArrays?: boolean | undefined;
  /** `true`: those that matter to clients, each by its meaning. A list: these, to the letter. Default: the media type alone. */
  readonly compareHeaders?: boolean | readonly string[] | undefined;
  /** Fields that change from request to request: of these, type and format count. */
  readonly volatile?: VolatileFields | undefined;
  /** What the document says of a place in the body. */
  readonly schemaAt?: ((pointer: string) => PlaceSchema | undefined) | undefined;
}

export interface Tolerance {
  /** Of the greater of the two numbers. */
  readonly relative?: number | undefined;
  readonly absolute?: number | undefined;
  /** Relative, by JSON Pointers into the body where `*` is any one step. */
  readonly perPath?: Readonly<Record<string, number>> | undefined;
  /** How far times (`date-time`) may be apart, in milliseconds. */
  readonly timeMs?: number | undefined;
}

export interface PlaceSchema {
  readonly enum?: readonly unknown[] | undefined;
  /** JSON Pointer in the document. */
  readonly pointer?: string | undefined;
}
