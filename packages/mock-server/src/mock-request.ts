import type { LoggedMessage } from '@mockloop/log-store';

/** A request as the mock sees it, whatever brought it: a socket, or `fetch` in the same process. */
export interface MockRequest {
  /** As received; methods are case-sensitive (RFC 9110 §9.1). */
  readonly method: string;
  /** As received, not decoded. */
  readonly path: string;
  /** As received, without `?`; `''` for none. */
  readonly query: string;
  /** Scheme and authority that the client addressed, e.g. `http://127.0.0.1:8000`. */
  readonly origin: string;
  /** The client's address, where there is a socket. */
  readonly client?: string | undefined;
  readonly hasBody: boolean;
  /** A field's value by its lower-case name; several are joined by `, ` (cookies by `; `). */
  header(name: string): string | undefined;
  /** All fields, as received. */
  headers(): LoggedMessage['headers'];
  /**
   * The whole body. May be called once.
   *
   * @throws {BodyTooLargeError} when it is larger than `limit` bytes.
   * @throws {RequestAbortedError} when the client leaves before it is complete.
   */
  body(limit: number): Promise<Uint8Array>;
}

/** The request's body is larger than the mock reads. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
  readonly limit: number;

  constructor(limit: number) {
    super(`The body is larger than ${limit} bytes`);
    this.limit = limit;
  }
}

/** The client went away before its request was complete: nobody waits for an answer. */
export class RequestAbortedError extends Error {
  override readonly name = 'RequestAbortedError';

  constructor() {
    super('The client went away before its request was complete');
  }
}
