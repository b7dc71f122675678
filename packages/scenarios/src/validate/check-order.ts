import { stateClaims } from '../rule/scenario-state.ts';
import type { Scenario, ScenarioRule } from '../scenario.ts';
import type { Report } from './report.ts';

/** What is wrong with the rules together: some that are never reached, states that are never set. */
export function checkOrder({ rules }: Scenario, report: Report): void {
  checkReach(rules, report);
  checkStates(rules, report);
}

function checkReach(rules: readonly ScenarioRule[], report: Report): void {
  /** By what is matched: the first rule that answers all of it. */
  const answered = new Map<string, number>();
  rules.forEach((rule, index) => {
    const match = JSON.stringify(rule.match ?? {});
    const before = answered.get('{}') ?? answered.get(match);
    if (before !== undefined) {
      const message = `No request reaches the rule: rule ${before} answers all that it matches.`;
      report
        .at('rules', index)
        .warning('RULE_UNREACHABLE', message, `Put it before rule ${before}, or limit that one.`);
    } else if (alwaysAnswers(rule)) answered.set(match, index);
  });
}

function alwaysAnswers({ respond, sequence, fault, probability = 1, times, state }: ScenarioRule): boolean {
  const answers = [respond, sequence, fault].some((answer) => answer !== undefined);
  return answers && probability === 1 && times === undefined && state?.requires === undefined;
}

/** Warns of states that rules wait for and none sets. `current` begins as `Started`. */
function checkStates(rules: readonly ScenarioRule[], report: Report): void {
  const known = new Set(['current "Started"', ...rules.flatMap(({ state }) => stateClaims(state?.set))]);
  rules.forEach(({ state }, index) => {
    for (const name of stateClaims(state?.requires).filter((wanted) => !known.has(wanted))) {
      const message = `The rule waits for the state ${name}, which no rule sets.`;
      report
        .at('rules', index, 'state', 'requires')
        .warning('STATE_NEVER_SET', message, 'Set it in another rule, or from outside.');
    }
  });
}
