import type { MockServer } from '@mockloop/mock-server';
import { bindPack, validateScenario } from '@mockloop/scenarios';
import type { ApiDocument } from '@mockloop/spec-parser';
import { describeDiagnostic } from '../describe-diagnostic.ts';
import { InputError } from '../input-error.ts';
import { complain } from '../output.ts';
import { authorWarnings, describeProblems } from '../scenario/describe-problems.ts';
import { type GivenScenario, readScenarios } from '../scenario/read-scenarios.ts';

/**
 * Reads scenarios that a mock of a document is to have. None is deployed yet: what is wrong with one is told before anything changes.
 *
 * @param sources Files and addresses of packs.
 * @throws {InputError} with what is wrong with one of them.
 */
export async function readDeployable(
  document: ApiDocument,
  sources: readonly string[],
): Promise<readonly GivenScenario[]> {
  const all: GivenScenario[] = [];
  for (const source of sources) all.push(...(await readScenarios(source, async (pack) => bindPack(pack, document))));
  for (const given of all) {
    const problems = validateScenario(given.value, { document });
    if (problems.some(({ severity }) => severity === 'error')) throw new InputError(describeProblems(problems, given));
  }
  return all;
}

/**
 * Deploys scenarios to the default world of a mock.
 *
 * @param activate Whether the first one is put in force.
 */
export function deployScenarios(mock: MockServer, all: readonly GivenScenario[], activate: boolean): void {
  const names = all.map((given) => {
    const { scenario, warnings } = mock.scenarios.deploy(mock.worlds.default, given.value);
    for (const warning of authorWarnings(warnings, given)) complain(describeDiagnostic(warning));
    return scenario.name;
  });
  const [first] = names;
  if (activate && first !== undefined) mock.scenarios.activate(mock.worlds.default, first);
  mock.worlds.keepBeginning();
}
