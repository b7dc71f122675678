/** Why a database could not do what it was asked. Stable: callers may branch on it. */
export type DatabaseErrorCode =
  | 'CANNOT_OPEN'
  | 'CLOSED'
  | 'CONSTRAINT'
  | 'DAMAGED'
  | 'FULL'
  | 'INPUT_OUTPUT'
  | 'LOCKED'
  | 'MIGRATION_FAILED'
  | 'NEWER_SCHEMA'
  | 'QUERY_FAILED'
  | 'READ_ONLY'
  | 'UNSUPPORTED_URL';

/** Thrown by everything in this package; `cause` keeps what the driver said. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
