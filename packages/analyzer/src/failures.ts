import { STATUS_CODES } from 'node:http';
import type { LogEntry } from '@mockloop/log-store';

/** Why a request counts as failed. */
export interface FailureReason {
  /** `server_error`: 5xx. `violation`: it broke the document. `no_operation`: the document has no such operation. */
  readonly kind: 'server_error' | 'violation' | 'no_operation';
  readonly message: string;
}

/** One failed request. */
export interface FailedRequest {
  readonly id: string;
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** `GET /pets/{petId}` */
  readonly operation: string;
  readonly status: number;
  readonly response_time_ms: number;
  readonly reasons: readonly FailureReason[];
}

/** What failed requests of one operation have in common. */
export interface FailureGroup extends FailureReason {
  readonly count: number;
  /** The id of the first entry of them that was looked at. */
  readonly example_id: string;
}

/** The rule, for people who read a report. */
export const FAILURE_RULE =
  'A request counts as failed when it was answered with 5xx, when it broke the document, or when the document has no such operation and nothing else was told to answer it.';

/** Requests that reached no operation are one endpoint of each method, as in `LogGroup.key`. */
const NO_ROUTE = '(no matching path)';
const MAX_MESSAGE = 500;

/** Nobody told these what to answer. */
const UNTOLD: ReadonlySet<string> = new Set(['document', 'check', 'route']);

/** Why a request counts as failed; empty where it does not. */
export function failureReasons(entry: LogEntry): readonly FailureReason[] {
  const { status, route, decision, violations = [] } = entry;
  const reasons: FailureReason[] = [];
  if (status >= 500) reasons.push({ kind: 'server_error', message: serverError(entry) });
  for (const { severity, location, message } of violations) {
    if (severity === 'Error') reasons.push({ kind: 'violation', message: cut(`${location.join('.')}: ${message}`) });
  }
  const isTold = decision !== undefined && !UNTOLD.has(decision.by);
  if (route === undefined && !isTold && (status === 404 || status === 405)) {
    const message = status === 404 ? 'no operation has this path' : 'no operation of this path has this method';
    reasons.push({ kind: 'no_operation', message });
  }
  return reasons;
}

/** As `LogGroup.key` of `groups(filter, 'endpoint')` names it. */
export function endpointOf({ method, route }: Pick<LogEntry, 'method' | 'route'>): string {
  return `${method} ${route ?? NO_ROUTE}`;
}

function serverError({ status, decision }: LogEntry): string {
  const name = STATUS_CODES[status] === undefined ? '' : ` ${STATUS_CODES[status]}`;
  const why = decision === undefined ? '' : ` (${decision.by}: ${decision.why})`;
  return cut(`answered with ${status}${name}${why}`);
}

function cut(text: string): string {
  return text.length <= MAX_MESSAGE ? text : `${text.slice(0, MAX_MESSAGE)}…`;
}
