import type { Phase } from '../model/phase.ts';
import type { TestPlan } from '../model/test-plan.ts';

/** How the budget is divided; what a phase leaves over goes to those after it. */
const SHARES: Readonly<Record<Phase, number>> = {
  preflight: 0,
  examples: 0.08,
  coverage: 0.17,
  negative: 0.17,
  random: 0.08,
  stateful: 0.18,
  semantics: 0.1,
  security: 0.22,
};

/** All else builds on the examples: each operation is to be called at least once. */
const REQUESTS_TO_AN_OPERATION = 3;
const MOST_FOR_EXAMPLES = 0.4;

export function shareOf(phase: Phase, { operations, budget }: TestPlan): number {
  if (phase !== 'examples') return SHARES[phase];
  const needed = (operations.length * REQUESTS_TO_AN_OPERATION) / budget.max_requests;
  return Math.max(SHARES.examples, Math.min(needed, MOST_FOR_EXAMPLES));
}
