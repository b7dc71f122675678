/** Ends what is under way without an answer: there is nothing left to spend, or the server is gone. */
export class RunOverError extends Error {
  readonly code: 'requests' | 'seconds' | 'target';

  constructor(code: RunOverError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
