import { type Scenario, type ScenarioDraft, type ScenarioProblem, validateScenario } from '@mockloop/scenarios';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { ScenarioFinding } from '../scenarios/scenario-argument.ts';
import type { DraftDetails } from './drafted-scenarios.ts';

const MAX_OPERATIONS = 50;
const MAX_WARNINGS = 20;

export function describeDraft({ scenario, operations, notes }: ScenarioDraft): DraftDetails {
  return {
    scenario_name: scenario.name,
    rules: scenario.rules.length,
    operations: operations.slice(0, MAX_OPERATIONS),
    total_operations: operations.length,
    notes,
  };
}

/** What validation says of scenarios that it lets pass. A status that the document does not declare was chosen on purpose. */
export function warningsOf(scenarios: readonly Scenario[], document: ApiDocument): readonly ScenarioFinding[] {
  return scenarios
    .flatMap((scenario) => validateScenario(scenario, { document }))
    .filter(({ code }) => code !== 'STATUS_UNDECLARED')
    .slice(0, MAX_WARNINGS)
    .map(({ severity: _, ...finding }: ScenarioProblem) => finding);
}
