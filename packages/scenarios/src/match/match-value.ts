import { createBoundedPattern } from '../expression/bounded-pattern.ts';
import type { Budget } from '../expression/budget.ts';
import { contains as includes } from '../expression/search-text.ts';
import type { ValueMatch } from '../scenario.ts';

/** Whether a value, absent or not, is as it should be. */
export type ValueTest = (value: string | undefined, budget: Budget) => boolean;

/** @throws {TypeError} for a pattern that cannot be used. */
export function compileValueMatch(match: ValueMatch): ValueTest {
  if (match === null) return (value) => value === undefined;
  if (typeof match !== 'object') {
    const wanted = String(match);
    return (value) => value === wanted;
  }
  const { equals, contains, matches, present = true } = match;
  const pattern = matches === undefined ? undefined : createBoundedPattern(matches);
  if (typeof pattern === 'string') throw new TypeError(pattern);
  return (value, budget) => {
    if (value === undefined) return !present;
    if (!present || (equals !== undefined && value !== equals)) return false;
    if (contains !== undefined && !includes(value, contains, budget)) return false;
    return pattern === undefined || pattern.test(value, budget);
  };
}
