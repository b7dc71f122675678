/** Why a run, or a part of it, could not be done. Stable: callers may branch on it. */
export type TestRunErrorCode =
  /** It is no `http:` or `https:` URL. */
  | 'TARGET_INVALID'
  /** It is not on the list of hosts that may be tested. */
  | 'TARGET_REFUSED'
  /** Nobody may test there, whatever is on the list: a link-local or metadata address. */
  | 'TARGET_FORBIDDEN'
  /** Nobody answers there. */
  | 'TARGET_UNREACHABLE'
  | 'PLAN_INVALID'
  /** The plan was made for another document. */
  | 'DOCUMENT_CHANGED'
  | 'IDENTITY_INVALID'
  | 'CASE_UNKNOWN';

/** Thrown when a run cannot be begun. The message says what to do. */
export class TestRunError extends Error {
  override readonly name = 'TestRunError';
  readonly code: TestRunErrorCode;

  constructor(code: TestRunErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
