import type { Answer } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { RecentFixes } from './recent-fixes.ts';

/** Refusals that another request would not have met. */
const FIXABLE: ReadonlySet<string> = new Set([
  'NO_PATH_MATCHED_ERROR',
  'NO_METHOD_MATCHED_ERROR',
  'NOT_ACCEPTABLE',
  'NOT_FOUND',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'INVALID_CONTENT_TYPE',
  'UNPROCESSABLE_ENTITY',
  'BAD_REQUEST',
]);

/**
 * A refusal with the member `fix`: the JSON Patch that makes its request valid. Other answers, and those to which there is
 * no fix, are as they were.
 */
export async function withFix(answer: Answer, exchange: Exchange, fixes: RecentFixes): Promise<Answer> {
  const { problem } = answer;
  // What the mock answers for itself is no operation's; answers to HEAD have no body.
  if (problem === undefined || !FIXABLE.has(problem.name) || exchange.admin || exchange.request.method === 'HEAD')
    return answer;
  const fix = await fixes.fix(exchange);
  if (fix === undefined) return answer;
  const body = JSON.stringify({ ...problem.details, fix });
  return problem.allows?.(body) === false ? answer : { ...answer, body };
}
