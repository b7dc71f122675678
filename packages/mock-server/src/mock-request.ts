import type { LoggedMessage } from '@mockloop/log-store';

/** A request as the mock sees it, whatever brought it: a socket, or `fetch` in the same process. */
export interface MockRequest {
  /** Milliseconds since the epoch when it arrived. */
  readonly time: number;
  /** The same moment as `performance.now()` gave it. */
  readonly start: number;
  /** As received; methods are case-sensitive (RFC 9110 §9.1). */
  readonly method: string;
  /** As received, not decoded, behind `prefix`. */
  path: string;
  /** `/_w/{id}` where the path began so, else `''`. */
  prefix: string;
  /** As received, without `?`; `''` for none. */
  readonly query: string;
  /** Scheme and authority that the client addressed, e.g. `http://127.0.0.1:8000`. */
  readonly origin: string;
  /** The client's address, where there is a socket. */
  readonly client?: string | undefined;
  /** Aborted when the client waits for no answer any more. */
  readonly signal?: AbortSignal | undefined;
  readonly hasBody: boolean;
  /** A field's value by its lower-case name; several are joined by `, ` (cookies by `; `). */
  header(name: string): string | undefined;
  /** All fields, as received. */
  headers(): LoggedMessage['headers'];
  /**
   * The whole body.
   *
   * @throws {BodyTooLargeError} when it is larger than `limit` bytes.
   */
  body(limit: number): Uint8Array | Promise<Uint8Array>;
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
