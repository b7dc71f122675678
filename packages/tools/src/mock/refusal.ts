import * as z from 'zod';
import { inlineText } from '../inline-text.ts';
import { MockLoopError, type MockLoopProblem } from '../mockloop-error.ts';
import { mockError } from './mock-error.ts';

/** What an admin API refused, as it says it (RFC 9457). */
const problemSchema = z.object({
  type: z.string().startsWith('urn:mockloop:problem:'),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        detail: z.string(),
        pointer: z.string().optional(),
        name: z.string().optional(),
      }),
    )
    .optional(),
});

export interface RefusalOptions {
  /** Turns a JSON Pointer into the body that was sent into one into the tool's arguments. Default: as it is. */
  readonly pointer?: ((inBody: string) => string) | undefined;
  /** What became of the admin token: there is none, it was sent, or it does not go to that host. */
  readonly token: 'none' | 'sent' | 'withheld';
}

const MAX_PROBLEMS = 200;

/** The error that an answer of an admin API stands for, unless it is 2xx. */
export async function refusalOf(
  response: Response,
  url: string,
  { pointer = (inBody) => inBody, token }: RefusalOptions,
): Promise<MockLoopError> {
  if (response.status === 401) return unauthorized(new URL(url), token);
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  if (!problem.success) return strange(url, `It answered ${response.status}`);
  const { detail, errors = [] } = problem.data;
  // Whoever answers as a mock does may say anything, and much of it.
  const problems = errors.slice(0, MAX_PROBLEMS).map(
    (error): MockLoopProblem => ({
      pointer: error.pointer === undefined ? `/${error.name ?? ''}` : pointer(error.pointer.replace(/^#/, '')),
      detail: error.detail,
    }),
  );
  // What it says in a sentence, it says again of each place.
  const what = problems.length === 0 ? inlineText(detail, 1_000) : 'The mock refused this.';
  return new MockLoopError('REFUSED', what, { problems });
}

function unauthorized({ origin, hostname }: URL, token: RefusalOptions['token']): MockLoopError {
  if (token === 'sent')
    return mockError(
      'UNAUTHORIZED',
      `The mock at ${origin} has another admin token than the one that MockLoop was given.`,
    );
  if (token === 'none')
    return mockError('UNAUTHORIZED', `The mock at ${origin} asks for an admin token, and MockLoop was given none.`);
  const what = `The mock at ${origin} asks for an admin token; that of MockLoop goes to this machine alone, and to hosts that were named.`;
  return mockError('UNAUTHORIZED', what, {
    advice: `Whoever runs MockLoop can allow it: MOCKLOOP_ADMIN_HOSTS=${hostname} (in code: adminHosts). Ask them whether this host is meant.`,
  });
}

/** Something answered that is not what a mock of this version answers. */
export function strange(url: string, what: string): MockLoopError {
  const { origin, pathname } = new URL(url);
  return mockError('NOT_A_MOCK', `What answers at ${origin} is no mock of this version: ${what} to ${pathname}.`);
}
