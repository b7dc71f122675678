import type { Budget } from '../expression/budget.ts';
import { contains } from '../expression/search-text.ts';
import { includes, measure } from '../expression/values.ts';
import type { BodyMatch } from '../scenario.ts';

/**
 * Whether a body has all that is asked for. Objects may have more members than that; lists have as many items, each with
 * what its counterpart asks for. A text is looked for in the body, which counts as its compact JSON where it is no text.
 */
export function matchBody(match: BodyMatch, body: unknown, budget: Budget): boolean {
  if (typeof match !== 'string') return includes(body, match, budget);
  if (body === undefined) return false;
  if (typeof body === 'string') return contains(body, match, budget);
  measure(body, budget);
  return contains(JSON.stringify(body), match, budget);
}
