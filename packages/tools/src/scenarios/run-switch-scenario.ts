import { connectMock } from '../mock/connect-mock.ts';
import type { ToolContext } from '../tool-context.ts';
import { activateScenario } from './scenario-api.ts';
import type { SwitchScenarioInput, SwitchScenarioResult } from './switch-scenario.ts';
import { verifySwitch } from './verify-switch.ts';

export async function runSwitchScenario(
  args: SwitchScenarioInput,
  context: ToolContext,
): Promise<SwitchScenarioResult> {
  const { scenario_name: name, verify_switch: isVerified = true } = args;
  const started = context.now();
  const mock = await connectMock(args.server_url, context, { world: args.world });
  const { world } = mock;
  const { previous, scenario } = await activateScenario(mock, name, { world });
  const verification = isVerified
    ? await verifySwitch({ mock, name, rules: scenario.rules, world: world ?? 'default' }, context)
    : ({ verification_result: 'not_asked' } as const);
  return {
    status: 'success',
    switched: true,
    server_url: mock.apiUrl ?? mock.adminUrl,
    world: world ?? 'default',
    scenario_name: name,
    previous_scenario: previous,
    ...verification,
    duration_ms: context.now() - started,
  };
}
