/**
 * Thrown where an expression has no value for a request, e.g. because a member is missing: an expected outcome, of which
 * the message is told. No `Error`, since a stack trace would cost more than all else that is done for the request.
 */
export class EvaluationError {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
