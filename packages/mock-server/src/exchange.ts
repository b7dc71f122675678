import type { LoggedViolation } from '@mockloop/log-store';
import type { OperationEntry } from '@mockloop/spec-parser';
import type { MockRequest } from './mock-request.ts';

/** One request on its way through the mock, and what has become known of it. */
export interface Exchange {
  readonly request: MockRequest;
  /** The operation that the request reached. */
  operation?: OperationEntry | undefined;
  /** Values of the path parameters, as received, in template order. */
  captures: readonly string[];
  /** What was read of the body, for the log. */
  body?: Uint8Array | undefined;
  /** The mock answers for itself, not for the API. */
  admin?: boolean | undefined;
  /** Ways in which the request breaks the document. */
  violations: readonly LoggedViolation[];
}
