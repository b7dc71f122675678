/** Why the log refused a question. Stable: callers may branch on it. */
export type LogStoreErrorCode = 'CLOSED' | 'INVALID_CURSOR' | 'INVALID_PAGE' | 'INVALID_PATH_REGEX' | 'TOO_MANY_GROUPS';

/** Thrown for questions that make no sense. Trouble with the database is never thrown: it goes to `onProblem`. */
export class LogStoreError extends Error {
  override readonly name = 'LogStoreError';
  readonly code: LogStoreErrorCode;

  constructor(code: LogStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
