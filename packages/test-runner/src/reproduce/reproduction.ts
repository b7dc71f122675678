import type { TestRequest } from '../model/test-request.ts';
import type { Identity } from '../target/identity.ts';

/** A request and who sent it, for writing it down so that it can be sent again. */
export interface Reproduction {
  readonly request: TestRequest;
  readonly identity: Identity;
  /** URL of the server, base path included. */
  readonly serverUrl: string;
  /** What it was answered with. */
  readonly status?: number | undefined;
}
