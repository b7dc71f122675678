import { createPattern } from '@mockloop/schema';
import type { Budget } from './budget.ts';
import { EvaluationError } from './evaluation-error.ts';

/** A regular expression that runs for its price. */
export interface BoundedPattern {
  /** Whether it matches somewhere in the text. @throws {EvaluationError} @throws {BudgetError} */
  test(text: string, budget: Budget): boolean;
}

/** Steps of a pattern that take as long as one unit of the budget. */
const STEPS_PER_UNIT = 4;

/** A pattern that cannot be run on texts of this length is none that can be used. */
const LEAST_LENGTH = 16;

/** The pattern, or why it is not to be used. */
export function createBoundedPattern(source: string): BoundedPattern | string {
  const pattern = createPattern(source);
  if (!pattern.supported) return `${quote(source)} is no regular expression that matches anything`;
  if (pattern.maxLength < LEAST_LENGTH)
    return `${quote(source)} is too large a regular expression, with its repetitions`;
  return {
    test(text, budget) {
      budget.spend(1);
      const { matches, steps } = pattern.run(text, budget.left * STEPS_PER_UNIT);
      budget.spend(steps / STEPS_PER_UNIT);
      if (matches === undefined) throw new EvaluationError(`a text is too long for ${quote(source)}`);
      return matches;
    },
  };
}

function quote(source: string): string {
  return JSON.stringify(source.length > 60 ? `${source.slice(0, 60)}…` : source);
}
