import type { LoggedViolation } from '@mockloop/log-store';
import { escapeToken } from '@mockloop/spec-parser';
import type { Answer } from './answer.ts';

/** Why the mock itself refused a request. The names are Prism's. */
export type ProblemName =
  | 'NO_PATH_MATCHED_ERROR'
  | 'NO_METHOD_MATCHED_ERROR'
  | 'NOT_ACCEPTABLE'
  | 'NOT_FOUND'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'INVALID_CONTENT_TYPE'
  | 'UNPROCESSABLE_ENTITY'
  | 'BAD_REQUEST'
  | 'CONTENT_TOO_LARGE'
  | 'SCHEMA_UNSATISFIABLE'
  | 'REFERENCE_UNRESOLVED'
  | 'RATE_LIMITED'
  | 'SCENARIO_ANSWER'
  | 'HANDLER_FAILED'
  | 'HANDLER_TIMEOUT'
  | 'INVALID_WORLD'
  | 'WORLD_FULL'
  | 'ITEM_NOT_FOUND'
  | 'ITEM_CONFLICT'
  | 'PATCH_FAILED'
  | 'INTERNAL_ERROR';

const TITLES: Record<ProblemName, readonly [status: number, title: string]> = {
  NO_PATH_MATCHED_ERROR: [404, 'No operation has this path'],
  NO_METHOD_MATCHED_ERROR: [405, 'No operation of this path has this method'],
  NOT_ACCEPTABLE: [406, 'No media type of the response is acceptable'],
  NOT_FOUND: [404, 'The document has no such response'],
  UNAUTHORIZED: [401, 'The credentials that this operation needs are missing or wrong'],
  FORBIDDEN: [403, 'The credentials do not reach as far as this operation needs'],
  INVALID_CONTENT_TYPE: [415, 'The operation takes no body of this media type'],
  UNPROCESSABLE_ENTITY: [422, 'The request breaks the document'],
  BAD_REQUEST: [400, 'The request cannot be read'],
  CONTENT_TOO_LARGE: [413, 'The body is too large'],
  SCHEMA_UNSATISFIABLE: [500, 'No value meets the schema of this response'],
  REFERENCE_UNRESOLVED: [501, 'The operation cannot be read from the document'],
  RATE_LIMITED: [429, 'Too many requests'],
  SCENARIO_ANSWER: [500, 'As the scenario says'],
  HANDLER_FAILED: [500, 'A handler failed'],
  HANDLER_TIMEOUT: [504, 'A handler did not settle in time'],
  INVALID_WORLD: [400, 'The request names a world that cannot be'],
  ITEM_NOT_FOUND: [404, 'There is no such item'],
  ITEM_CONFLICT: [409, 'What is stored stands against it'],
  PATCH_FAILED: [422, 'The patch does not apply'],
  WORLD_FULL: [507, 'The world has no room for this'],
  INTERNAL_ERROR: [500, 'The mock failed to answer'],
};

/** Problem details (RFC 9457) with what MockLoop adds. */
export interface Problem {
  readonly name: ProblemName;
  /** What is wrong with this request, and what to do about it. */
  readonly detail: string;
  readonly status?: number | undefined;
  readonly violations?: readonly LoggedViolation[] | undefined;
  /** Further members, e.g. `nearest`. */
  readonly members?: Readonly<Record<string, unknown>> | undefined;
  /** Response fields, names and values in turn. */
  readonly headers?: readonly string[] | undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc9457 */
export function problemAnswer(problem: Problem): Answer {
  const [defaultStatus, title] = TITLES[problem.name];
  const status = problem.status ?? defaultStatus;
  const body = {
    type: `urn:mockloop:problem:${problem.name}`,
    title,
    status,
    detail: problem.detail,
    ...(problem.violations && { errors: problem.violations.map(toError), validation: problem.violations }),
    ...problem.members,
  };
  return {
    status,
    headers: ['content-type', 'application/problem+json', ...(problem.headers ?? [])],
    body: JSON.stringify(body),
    problem: { name: problem.name, details: body },
  };
}

/** `pointer` leads into the body (RFC 9457 §3); what is wrong elsewhere says where instead. */
function toError(violation: LoggedViolation): Record<string, string> {
  const [place = '', ...path] = violation.location;
  const pointer = path.map((key) => `/${escapeToken(key)}`).join('');
  return place === 'body'
    ? { detail: violation.message, pointer: `#${pointer}` }
    : { detail: violation.message, in: place, name: path.join('.') };
}
