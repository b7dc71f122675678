/** What is wrong with the text of a parameter or form field, before its schema is asked. Stable. */
export type TextProblemCode =
  /** A percent-escape that is none, or whose bytes are not UTF-8. */
  | 'BAD_ENCODING'
  /** Not written as its style asks, e.g. a key without a value. */
  | 'BAD_SYNTAX'
  /** Not the JSON that it should be. */
  | 'BAD_JSON'
  /** Sent more than once, and only one value is expected. */
  | 'REPEATED'
  /** Brackets nest too deeply. */
  | 'TOO_DEEP';

/** Thrown while a text is read, and caught before it leaves this folder: callers get a value that says the same. */
export class MalformedTextError extends Error {
  override readonly name = 'MalformedTextError';
  readonly code: TextProblemCode;

  constructor(code: TextProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}
