import type { Scenario, ScenarioDraft } from '../../src/index.ts';

/** The scenario of a draft that has to be there. */
export function scenarioOf(draft: ScenarioDraft | undefined): Scenario {
  if (draft === undefined) throw new Error('There is no draft');
  return draft.scenario;
}
