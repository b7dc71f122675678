import type { SecurityFocus } from '@mockloop/scenarios';
import type { OwaspId } from '../analysis/owasp.ts';

/** Whose credentials a request carries. */
export type CaseCredentials = 'valid' | 'none' | 'as_given' | 'other_account' | 'ordinary_user';

/** A request to send, and what the API has to do about it. */
export interface SecurityTestCase {
  /** Unique in its list, e.g. `injection-3`. */
  readonly id: string;
  readonly focus: SecurityFocus;
  /** What is tried, in a sentence. */
  readonly title: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  readonly owasp: OwaspId;
  readonly cwe: readonly string[];
  /** `GET /pets/{petId}` */
  readonly operation: string;
  /** JSON Pointer of the operation in the document. */
  readonly pointer: string;
  /** `as_given`: those among the header fields. */
  readonly credentials: CaseCredentials;
  readonly request: CaseRequest;
  readonly expect: CaseExpectation;
}

export interface CaseRequest {
  readonly method: string;
  /** Path and query, without the server's base path; parameters have values that the document allows, but for what is tried. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: unknown;
  /** Sent so often, one after the other. Absent: once. */
  readonly repeat?: number | undefined;
}

export interface CaseExpectation {
  /** Any of these is right; those that the operation declares come first. */
  readonly status: readonly number[];
  /** What must not be seen, whatever the status. */
  readonly must_not?: string | undefined;
}
