import { MockLoopError, type MockLoopProblem } from '../mockloop-error.ts';
import type { ManageMockDataInput, MockDataOperation } from './manage-mock-data.ts';

type Argument = Exclude<keyof ManageMockDataInput, 'server_url' | 'operation' | 'world'>;

interface Signature {
  readonly needs: readonly Argument[];
  readonly takes: readonly Argument[];
  /** At least one of them. */
  readonly needsOneOf?: readonly Argument[];
}

const ANSWER = ['response_data', 'status_code', 'headers'] as const satisfies readonly Argument[];

const SIGNATURES: Readonly<Record<MockDataOperation, Signature>> = {
  update_response: { needs: ['endpoint_path'], takes: ['method', 'scenario_name', ...ANSWER], needsOneOf: ANSWER },
  create_scenario: { needs: ['scenario_config'], takes: ['scenario_name'] },
  switch_scenario: { needs: ['scenario_name'], takes: [] },
  deactivate_scenario: { needs: [], takes: [] },
  list_scenarios: { needs: [], takes: [] },
  delete_scenario: { needs: ['scenario_name'], takes: ['confirm'] },
  reset: { needs: [], takes: ['confirm'] },
};

const ARGUMENTS: readonly Argument[] = [
  'endpoint_path',
  'method',
  'response_data',
  'status_code',
  'headers',
  'scenario_name',
  'scenario_config',
  'confirm',
];

/**
 * Checks which arguments go with which operation.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` that names those that are missing and those that are too many.
 */
export function checkOperationArguments(args: ManageMockDataInput): void {
  const { operation } = args;
  const { needs, takes, needsOneOf = [] } = SIGNATURES[operation];
  const isGiven = (name: Argument): boolean => args[name] !== undefined;
  const missing = needs.filter((name) => !isGiven(name)).map((name) => problem(name, `${operation} needs it.`));
  const oneMissing = needsOneOf.length > 0 && !needsOneOf.some(isGiven);
  const excess = ARGUMENTS.filter((name) => isGiven(name) && !needs.includes(name) && !takes.includes(name));
  const problems = [
    ...missing,
    ...(oneMissing
      ? [problem(needsOneOf[0] ?? '', `${operation} needs at least one of ${needsOneOf.join(', ')}.`)]
      : []),
    ...excess.map((name) => problem(name, `${operation} does not take it.`)),
  ];
  if (problems.length === 0) return;
  const optional = takes.length === 0 ? '' : ` and, optionally, ${takes.join(', ')}`;
  throw new MockLoopError('INVALID_ARGUMENTS', `The arguments do not go with the operation ${operation}.`, {
    problems,
    advice: `Besides server_url and world it takes ${needs.length === 0 && takes.length === 0 ? 'none' : `${needs.join(', ')}${needs.length === 0 ? optional.replace(' and, optionally, ', 'optionally ') : optional}`}.`,
  });
}

function problem(name: string, detail: string): MockLoopProblem {
  return { pointer: `/${name}`, detail };
}
