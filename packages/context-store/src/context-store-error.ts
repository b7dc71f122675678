/** Why the store could not do what it was asked. Stable: callers may branch on it. */
export type ContextStoreErrorCode =
  /** A name, an id, a time, a count or a page that cannot be. */
  | 'INVALID_INPUT'
  /** No cron expression, interval or time zone, or one that never comes. */
  | 'INVALID_SCHEDULE'
  /** JSON that has too many bytes or nests too deeply. */
  | 'TOO_LARGE'
  /** The id is taken. */
  | 'EXISTS'
  | 'UNKNOWN'
  /** It has ended, and is not changed any more. */
  | 'ENDED'
  /** It is under way, and cannot be deleted. */
  | 'RUNNING'
  /** The database is damaged, locked, full or may not be written to. */
  | 'STORE_FAILED';

/** Thrown by everything in this package. The message says what to do. */
export class ContextStoreError extends Error {
  override readonly name = 'ContextStoreError';
  readonly code: ContextStoreErrorCode;

  constructor(code: ContextStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
