import { confirmed } from '../confirmed.ts';
import { connectMock } from '../mock/connect-mock.ts';
import {
  activateScenario,
  deactivateScenario,
  deleteScenario,
  deployScenario,
  listScenarios,
} from '../scenarios/scenario-api.ts';
import type { ToolContext } from '../tool-context.ts';
import { checkOperationArguments } from './check-operation-arguments.ts';
import type { ManageMockDataInput, ManageMockDataResult, MockDataOperation } from './manage-mock-data.ts';
import type { Doing, Done } from './mock-data-work.ts';
import { resetMock } from './reset-mock.ts';
import { updateResponse } from './update-response.ts';

export async function runManageMockData(
  args: ManageMockDataInput,
  context: ToolContext,
): Promise<ManageMockDataResult> {
  checkOperationArguments(args);
  const { operation, server_url: serverUrl } = args;
  const started = context.now();
  const mock = await connectMock(serverUrl, context, { world: args.world });
  const { world } = mock;
  const done = await OPERATIONS[operation]({ mock, args, world, context });
  return {
    status: 'success',
    operation,
    server_url: mock.apiUrl ?? mock.adminUrl,
    world: world ?? 'default',
    duration_ms: context.now() - started,
    ...done,
  };
}

const OPERATIONS: Readonly<Record<MockDataOperation, (doing: Doing) => Promise<Done>>> = {
  update_response: updateResponse,
  create_scenario: create,
  switch_scenario: switchTo,
  deactivate_scenario: deactivate,
  list_scenarios: list,
  delete_scenario: remove,
  reset: resetMock,
};

async function create({ mock, args, world }: Doing): Promise<Done> {
  const { scenario_config: config = {}, scenario_name } = args;
  const { name, scenario, warnings } = await deployScenario(mock, config, {
    replace: false,
    name: scenario_name,
    world,
  });
  return {
    message: `The scenario "${name}" is deployed, with ${scenario.rules.length} ${scenario.rules.length === 1 ? 'rule' : 'rules'}. It is in force once switch_scenario says so.`,
    scenario_name: name,
    warnings,
  };
}

async function switchTo({ mock, args: { scenario_name: name = '' }, world }: Doing): Promise<Done> {
  const { previous } = await activateScenario(mock, name, { world });
  return {
    message: `The scenario "${name}" is in force from the next request on${previous === null || previous === name ? '' : `, instead of "${previous}"`}.`,
    scenario_name: name,
    active_scenario: name,
    previous_scenario: previous,
  };
}

async function deactivate({ mock, world }: Doing): Promise<Done> {
  const previous = await deactivateScenario(mock, { world });
  return {
    message:
      previous === null
        ? 'No scenario was in force.'
        : `The scenario "${previous}" is not in force any more; it stays deployed.`,
    active_scenario: null,
    previous_scenario: previous,
  };
}

/** Of a list, in a result. */
const MAX_LISTED = 200;

async function list({ mock, world }: Doing): Promise<Done> {
  const { scenarios, active } = await listScenarios(mock, { world });
  const total = scenarios.length;
  const inForce = active === null ? 'None is in force.' : `"${active}" is in force.`;
  return {
    message:
      total === 0
        ? 'No scenario is deployed.'
        : `${total === 1 ? '1 scenario is' : `${total} scenarios are`} deployed. ${inForce}`,
    active_scenario: active,
    scenarios: scenarios.slice(0, MAX_LISTED),
    total_count: total,
  };
}

async function remove({ mock, args, world, context }: Doing): Promise<Done> {
  const { scenario_name: name = '', confirm = false } = args;
  await confirmed(`delete the scenario "${name}" of ${mock.about.document.title}`, confirm, context);
  const { deactivated } = await deleteScenario(mock, name, { world });
  return {
    message: `The scenario "${name}" is deleted${deactivated ? '; it was in force, none is now' : ''}.`,
    scenario_name: name,
  };
}
