import { z } from '@hono/zod-openapi';
import { escapeToken } from '@mockloop/spec-parser';
import type { Context } from 'hono';
import type { World } from '../../worlds/world.ts';
import { DEFAULT_WORLD } from '../../worlds/worlds.ts';
import type { AdminHost } from '../admin-host.ts';
import { AdminProblem, problemResponse, toAdminProblem } from '../admin-problem.ts';
import { toBehaviourProblem } from '../behaviour-problem.ts';
import { worldToChange } from '../world-parameter.ts';
import { Stubs } from './stubs.ts';

export function worldOf(context: Context, host: AdminHost): World {
  return worldToChange(host.worlds, context);
}

export function seedOf(host: AdminHost): string {
  return String(host.settings().seed ?? '');
}

export function stubsOf(context: Context, host: AdminHost): Stubs {
  return Stubs.of(worldOf(context, host), seedOf(host));
}

/** How the log names a world: the default one not at all. */
export function logWorld({ id }: World): string {
  return id === DEFAULT_WORLD ? '' : id;
}

/** @throws {AdminProblem} for what is no number. */
export function pageOf(context: Context): { limit?: number | undefined; offset?: number | undefined } {
  const number = (name: string): number | undefined => {
    const text = context.req.query(name);
    if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? undefined : Number(text);
    throw new AdminProblem('INVALID_REQUEST', `The parameter ${name} is no number: ${JSON.stringify(text)}.`);
  };
  return { limit: number('limit'), offset: number('offset') };
}

/** The body as JSON of a shape, whatever media type it was announced as. */
export async function read<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await context.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AdminProblem('INVALID_REQUEST', `The body is no JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    detail: message,
    pointer: path.map((key) => `/${escapeToken(String(key))}`).join(''),
  }));
  throw new AdminProblem('INVALID_REQUEST', z.prettifyError(result.error), { errors });
}

/**
 * Does what compiles patterns.
 *
 * @throws {AdminProblem} for a pattern that cannot be run.
 */
export function orRefuse<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof TypeError) throw new AdminProblem('INVALID_REQUEST', error.message);
    throw error;
  }
}

/** What was wrong, as WireMock's own clients read it. Whatever is nobody's fault but ours is thrown on. */
export function refusal(error: Error): Response {
  const problem = toAdminProblem(error) ?? toBehaviourProblem(error);
  if (problem === undefined) throw error;
  const isInvalid = problem.problem === 'INVALID_REQUEST';
  const { status } = problemResponse(problem);
  const found = problem.errors.length > 0 ? problem.errors : [{ detail: problem.message }];
  const errors = found.map(({ detail, pointer }) => ({
    code: isInvalid ? MALFORMED : status,
    source: { pointer: pointer ?? '' },
    title: isInvalid ? 'Error parsing JSON' : problem.message,
    detail,
  }));
  return Response.json({ errors }, { status: isInvalid ? 422 : status, headers: problem.headers });
}

/** WireMock's number for requests that it cannot follow. */
const MALFORMED = 10;
