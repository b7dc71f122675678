/** Why a webhook cannot be had. Stable: callers may branch on it. */
export type WebhookErrorCode = 'INVALID' | 'TARGET_REFUSED' | 'LIMIT_EXCEEDED' | 'CLOSED';

/** Thrown when a webhook is asked for that the mock cannot or will not deliver to. The message says what to do. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly code: WebhookErrorCode;
  /** JSON Pointer (RFC 6901) into what was asked for, e.g. `/url`. */
  readonly pointer: string;

  constructor(code: WebhookErrorCode, message: string, pointer = '') {
    super(message);
    this.code = code;
    this.pointer = pointer;
  }
}
