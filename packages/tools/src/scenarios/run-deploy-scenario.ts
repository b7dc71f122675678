import { connectMock, type MockConnection } from '../mock/connect-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { DeployScenarioInput, DeployScenarioResult } from './deploy-scenario.ts';
import { deployScenario, validateAtMock } from './scenario-api.ts';

export async function runDeployScenario(
  args: DeployScenarioInput,
  context: ToolContext,
): Promise<DeployScenarioResult> {
  const { scenario_config: config, validate_before_deploy: isChecked = true, force_deploy: replace = false } = args;
  const started = context.now();
  const mock = await connectMock(args.server_url, context, { world: args.world });
  const { world } = mock;
  if (isChecked) await refuseInvalid(mock, config);
  const { name, active, replaced, scenario, warnings } = await deployScenario(mock, config, { replace, world });
  return {
    status: 'success',
    deployed: true,
    server_url: mock.apiUrl ?? mock.adminUrl,
    world: world ?? 'default',
    scenario_name: name,
    scenario_type: scenario.type,
    rules: scenario.rules.length,
    replaced,
    active,
    warnings,
    duration_ms: context.now() - started,
  };
}

/** Everything that is wrong, where the mock's own refusal would do with the first of it. */
async function refuseInvalid(mock: MockConnection, config: object): Promise<void> {
  const problems = await validateAtMock(mock, config);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new MockLoopError('INVALID_SCENARIO', 'The scenario cannot be deployed.', {
    problems: errors.map(({ pointer, message, advice }) => ({
      pointer: `/scenario_config${pointer}`,
      detail: `${message} ${advice}`,
    })),
    advice: 'Mend it; validate_scenario_config checks it without deploying.',
  });
}
