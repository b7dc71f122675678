import type { z } from '@hono/zod-openapi';
import { LogStoreError } from '@mockloop/log-store';
import { escapeToken } from '@mockloop/spec-parser';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

/** Why the admin API refused a request. */
export type AdminProblemName =
  | 'INVALID_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'CONFLICT'
  | 'CONTENT_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'INSUFFICIENT_STORAGE'
  | 'INTERNAL_ERROR';

const PROBLEMS: Readonly<Record<AdminProblemName, readonly [status: number, title: string]>> = {
  INVALID_REQUEST: [400, 'The request is not valid'],
  UNAUTHORIZED: [401, 'The admin API needs its token'],
  FORBIDDEN: [403, 'The request may come from another site'],
  NOT_FOUND: [404, 'There is no such thing'],
  METHOD_NOT_ALLOWED: [405, 'The route has no such method'],
  CONFLICT: [409, 'The mock cannot do this now'],
  CONTENT_TOO_LARGE: [413, 'The body is too large'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The body must be JSON'],
  INSUFFICIENT_STORAGE: [507, 'The mock has no room for this'],
  INTERNAL_ERROR: [500, 'The mock failed to answer'],
};

/** One thing that is wrong: in the body at `pointer`, or elsewhere under `name`. */
export interface AdminProblemError {
  readonly detail: string;
  readonly pointer?: string;
  readonly in?: string;
  readonly name?: string;
}

/** Thrown by a route; the app turns it into problem details. */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
  readonly problem: AdminProblemName;
  readonly errors: readonly AdminProblemError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    problem: AdminProblemName,
    detail: string,
    options: {
      readonly errors?: readonly AdminProblemError[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(detail);
    this.problem = problem;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9457 */
export function problemResponse({ problem, message, errors, headers }: AdminProblem): Response {
  const [status, title] = PROBLEMS[problem];
  const body = {
    type: `urn:mockloop:problem:${problem}`,
    title,
    status,
    detail: message,
    ...(errors.length > 0 && { errors }),
  };
  return Response.json(body, { status, headers: { ...headers, 'content-type': 'application/problem+json' } });
}

/** What a route threw, as problem details; `undefined` for what is nobody's fault but ours. */
export function toAdminProblem(error: Error): AdminProblem | undefined {
  if (error instanceof AdminProblem) return error;
  if (error instanceof LogStoreError && error.code !== 'CLOSED')
    return new AdminProblem('INVALID_REQUEST', error.message);
  if (!(error instanceof HTTPException)) return undefined;
  if (error.status === 415)
    return new AdminProblem('UNSUPPORTED_MEDIA_TYPE', 'Send the body with `Content-Type: application/json`.');
  return new AdminProblem('INVALID_REQUEST', error.message);
}

type ValidationResult = { readonly target: string } & (
  | { readonly success: true }
  | { readonly success: false; readonly error: z.ZodError }
);

/** What every route answers when zod refuses its parameters or its body. */
export function refuseInvalid(result: ValidationResult, _context: Context): Response | undefined {
  if (result.success) return undefined;
  const errors = result.error.issues.map((issue) => toProblemError(result.target, issue));
  const detail = errors.map((error) => `${error.name ?? error.pointer ?? ''}: ${error.detail}`).join(' ');
  return problemResponse(new AdminProblem('INVALID_REQUEST', detail, { errors }));
}

function toProblemError(target: string, issue: z.core.$ZodIssue): AdminProblemError {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...issue.path, ...unknown].map(String);
  const detail = `${issue.message.replace(/\.$/, '')}.`;
  if (target !== 'json') return { detail, in: target === 'param' ? 'path' : target, name: path.join('.') };
  return { detail, pointer: `#${path.map((key) => `/${escapeToken(key)}`).join('')}` };
}
