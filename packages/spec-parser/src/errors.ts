/** Why a document, or a part of it, cannot be served. Stable: callers may branch on it. */
export type SpecErrorCode =
  /** The file, or what a URL answered, cannot be read. */
  | 'UNREADABLE'
  /** A path or an address that documents may not reach. */
  | 'ACCESS_REFUSED'
  /** Not text: an archive, an image, a NUL byte, or bytes that are not UTF-8. */
  | 'NOT_TEXT'
  /** Neither JSON nor YAML. */
  | 'SYNTAX_INVALID'
  /** Larger, deeper or more than `LoadLimits` allow. */
  | 'LIMIT_EXCEEDED'
  /** Another format than OpenAPI. */
  | 'FORMAT_UNSUPPORTED'
  /** A version of OpenAPI that is not known. */
  | 'VERSION_UNSUPPORTED'
  /** Nothing can be served, e.g. because `paths` is missing. */
  | 'DOCUMENT_INVALID'
  /** A `$ref` that leads nowhere. */
  | 'REFERENCE_UNRESOLVED'
  /** A `$ref` that leads back to itself. */
  | 'REFERENCE_LOOP';

export interface SpecErrorDetails {
  /** What to do about it, in one sentence. */
  readonly advice: string;
  /** As in `Place.file`. */
  readonly file?: string | undefined;
  readonly pointer?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly cause?: unknown;
}

/** Thrown when a document, an operation or a schema cannot be read. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly code: SpecErrorCode;
  readonly advice: string;
  /** A path or URL; `''` for a document given as text or object. */
  readonly file: string;
  /** JSON Pointer (RFC 6901) of what is wrong. */
  readonly pointer: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;

  constructor(code: SpecErrorCode, message: string, details: SpecErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.advice = details.advice;
    this.file = details.file ?? '';
    this.pointer = details.pointer ?? '';
    this.line = details.line;
    this.column = details.column;
  }
}
