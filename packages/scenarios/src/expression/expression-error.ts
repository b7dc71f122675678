/** An expression that cannot be used for any request. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  /** Where in the expression, from 0, in UTF-16 code units. */
  readonly position: number;

  constructor(message: string, position: number, options?: ErrorOptions) {
    super(message, options);
    this.position = position;
  }
}
