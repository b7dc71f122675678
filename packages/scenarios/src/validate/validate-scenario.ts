import type { ApiDocument } from '@mockloop/spec-parser';
import type { ScenarioProblem } from '../problem.ts';
import { toOriginalPointer } from '../read/original-scenario.ts';
import { isOriginal, readScenario } from '../read/read-scenario.ts';
import type { Scenario } from '../scenario.ts';
import { createOperationCheck } from './check-operations.ts';
import { checkOrder } from './check-order.ts';
import { checkRule } from './check-rule.ts';
import { createReport } from './report.ts';

export interface ValidateScenarioOptions {
  /** What the scenario is deployed to: its operations, examples and statuses are compared with it. */
  readonly document?: ApiDocument | undefined;
  /** Warnings become errors. Default `false`. */
  readonly strict?: boolean | undefined;
}

/** Problems that are told of one scenario. */
const MAX_PROBLEMS = 200;

/**
 * Everything that is wrong with a scenario in either of its shapes; empty where nothing is. What a shape error hides is
 * told when that is mended.
 */
export function validateScenario(value: unknown, options: ValidateScenarioOptions = {}): readonly ScenarioProblem[] {
  const { document, strict = false } = options;
  const { scenario, problems } = readScenario(value);
  const found = problems ?? scenarioProblems(scenario, document);
  const told = found
    .slice(0, MAX_PROBLEMS)
    .map((problem) => (strict ? { ...problem, severity: 'error' as const } : problem));
  return scenario !== undefined && isOriginal(value)
    ? told.map((problem) => ({ ...problem, pointer: toOriginalPointer(problem.pointer) }))
    : told;
}

/** What is wrong with a scenario of the right shape. */
export function scenarioProblems(scenario: Scenario, document?: ApiDocument | undefined): readonly ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  const report = createReport(problems);
  const checkOperations = document === undefined ? undefined : createOperationCheck(document);
  for (const [index, rule] of scenario.rules.entries()) {
    const place = report.at('rules', index);
    checkRule(rule, place);
    checkOperations?.(rule, place);
    if (problems.length >= MAX_PROBLEMS) break;
  }
  checkOrder(scenario, report);
  const { rules, load_profile, thresholds, test_plan } = scenario;
  if (rules.length === 0 && [load_profile, thresholds, test_plan].every((part) => part === undefined))
    report
      .at('rules')
      .warning(
        'SCENARIO_WITHOUT_EFFECT',
        'The scenario has no rules.',
        'Add one, e.g. { "respond": { "status": 503 } }.',
      );
  return problems;
}
