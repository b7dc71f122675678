import type { ScenarioProblem } from '@mockloop/scenarios';
import type { Diagnostic } from '@mockloop/spec-parser';
import type { GivenScenario } from './read-scenarios.ts';

/** Warnings for whoever wrote a scenario: what a pack does that a document does not declare is meant so. */
export function authorWarnings(problems: readonly ScenarioProblem[], given: GivenScenario): Diagnostic[] {
  return given.text === undefined ? [] : describeProblems(problems, given);
}

/** What is wrong with a scenario, with the lines of its file. */
export function describeProblems(problems: readonly ScenarioProblem[], { source, text }: GivenScenario): Diagnostic[] {
  return problems.map((problem) => ({
    ...problem,
    file: source,
    ...text?.placeOf(problem.pointer),
  }));
}
