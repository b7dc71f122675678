import { Budget, BudgetError } from '../expression/budget.ts';
import { EvaluationError } from '../expression/evaluation-error.ts';
import { measure } from '../expression/values.ts';
import type { ScenarioProblem } from '../problem.ts';
import type { Scenario } from '../scenario.ts';
import { fromOriginal, type OriginalScenario } from './original-scenario.ts';
import { shapeProblems } from './shape-problems.ts';

/** Either the scenario, or what is wrong with its shape. */
export type ReadScenarioResult =
  | { readonly scenario: Scenario; readonly problems?: undefined }
  | { readonly scenario?: undefined; readonly problems: readonly ScenarioProblem[] };

/** Values and characters of a scenario. */
const MAX_SIZE = 10_000_000;

/**
 * Reads a scenario in either of its shapes, as `scenario.schema.json` has them. In the original shape `test_parameters`
 * become the load profile and a threshold; of `validation_rules`, bounds of response times, throughput and error rate
 * become thresholds, and all of them stay in `test_plan.validation_rules`. Whether its conditions, templates and
 * operations are right, `validateScenario` tells.
 *
 * @param value Data as parsing JSON gives it.
 */
export function readScenario(value: unknown): ReadScenarioResult {
  const problems = sizeProblems(value) ?? shapeProblems(value);
  if (problems.length > 0) return { problems };
  if (isOriginal(value)) return { scenario: fromOriginal(value) };
  const { $schema: _, ...scenario } = value as Scenario & { readonly $schema?: string };
  return { scenario };
}

/** Whether a value that is a scenario has the original shape. */
export function isOriginal(value: unknown): value is OriginalScenario {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'scenario_name');
}

function sizeProblems(value: unknown): readonly ScenarioProblem[] | undefined {
  try {
    measure(value, new Budget(MAX_SIZE));
    return undefined;
  } catch (error) {
    if (!(error instanceof BudgetError || error instanceof EvaluationError)) throw error;
    const message = 'The scenario is too large or too deeply nested.';
    const advice = 'Answer with smaller bodies, or share the rules among several scenarios.';
    return [{ severity: 'error', code: 'SCENARIO_TOO_LARGE', pointer: '', message, advice }];
  }
}
