import { type MockServer, ScenarioError } from '@mockloop/mock-server';
import { bindPack } from '@mockloop/scenarios';
import { describeDiagnostic } from '../describe-diagnostic.ts';
import { InputError } from '../input-error.ts';
import { complain } from '../output.ts';
import { authorWarnings, describeProblems } from '../scenario/describe-problems.ts';
import { type GivenScenario, readScenarios } from '../scenario/read-scenarios.ts';

export interface DeployOptions {
  /** Files and addresses of packs. */
  readonly sources: readonly string[];
  /** Whether the first one is put in force. */
  readonly activate: boolean;
}

/**
 * Deploys scenarios to the default world of a mock. All are read before the first one is deployed.
 *
 * @throws {InputError} with what is wrong with one of them.
 */
export async function deployScenarios(mock: MockServer, { sources, activate }: DeployOptions): Promise<void> {
  const given: GivenScenario[] = [];
  for (const source of sources)
    given.push(...(await readScenarios(source, async (pack) => bindPack(pack, mock.document))));
  const names = given.map((scenario) => deploy(mock, scenario));
  const [first] = names;
  if (activate && first !== undefined) mock.scenarios.activate(mock.worlds.default, first);
  mock.worlds.keepBeginning();
}

function deploy(mock: MockServer, given: GivenScenario): string {
  try {
    const { scenario, warnings } = mock.scenarios.deploy(mock.worlds.default, given.value);
    for (const warning of authorWarnings(warnings, given)) complain(describeDiagnostic(warning));
    return scenario.name;
  } catch (error) {
    if (!(error instanceof ScenarioError) || error.problems.length === 0) throw error;
    throw new InputError(describeProblems(error.problems, given));
  }
}
