/** Something about a document that its owner should know. */
export interface Diagnostic {
  /** `error`: nothing can be served. `warning`: what it points at is not served as written. */
  readonly severity: 'error' | 'warning';
  /** Stable, upper case, e.g. `REFERENCE_UNRESOLVED`. */
  readonly code: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
  /** A path or URL; `''` for a document given as text or object. */
  readonly file: string;
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** From 1. Absent where not known. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}
