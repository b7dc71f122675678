import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';
import { worldArgument } from '../world-argument.ts';
import { findingLine, type ScenarioFinding, scenarioArgument, scenarioFinding } from './scenario-argument.ts';

export interface DeployScenarioInput {
  /** Of either port. */
  readonly server_url: string;
  /** A scenario in either shape. */
  readonly scenario_config: object;
  /** Tells everything that is wrong before anything is sent; the mock itself refuses what cannot be followed. Default `true`. */
  readonly validate_before_deploy?: boolean | undefined;
  /** Replaces a scenario of the same name. Default `false`. */
  readonly force_deploy?: boolean | undefined;
  /** Default: the default world. */
  readonly world?: string | undefined;
}

export interface DeployScenarioResult {
  readonly status: 'success';
  readonly deployed: true;
  readonly server_url: string;
  readonly world: string;
  readonly scenario_name: string;
  readonly scenario_type: string;
  /** How many. */
  readonly rules: number;
  /** Whether one of this name was there. */
  readonly replaced: boolean;
  /** Whether it is in force already, since it took the place of one that was. */
  readonly active: boolean;
  /** What works, but probably not as meant. */
  readonly warnings: readonly ScenarioFinding[];
  readonly duration_ms: number;
}

const input = z.strictObject({
  server_url: z.string(),
  scenario_config: scenarioArgument,
  validate_before_deploy: z.boolean().default(true),
  force_deploy: z.boolean().default(false).describe('replace one of the same name'),
  world: worldArgument,
});

const output = z.object({
  status: z.literal('success'),
  deployed: z.literal(true),
  server_url: z.string(),
  world: z.string(),
  scenario_name: z.string(),
  scenario_type: z.string(),
  rules: z.number(),
  replaced: z.boolean(),
  active: z.boolean(),
  warnings: z.array(scenarioFinding),
  duration_ms: z.number(),
});

export const deployScenarioTool: Tool<'deploy_scenario', DeployScenarioInput, DeployScenarioResult> = defineTool({
  name: 'deploy_scenario',
  title: 'Deploy a scenario',
  description:
    'Gives a scenario to a running mock; it is in force once switch_scenario says so, or for one request with X-Test-Scenario. Returns what is odd about it. Example: {"server_url": "http://127.0.0.1:8000", "scenario_config": {"name": "down", "type": "error_simulation", "rules": [{"match": {"path": "/pets"}, "respond": {"status": 503}}]}}. Next: switch_scenario.',
  toolset: 'scenarios',
  hints: { readOnly: false, destructive: true, idempotent: true, openWorld: false },
  input,
  output,
  load: () => import('./run-deploy-scenario.ts').then((module) => module.runDeployScenario),
  summarize: ({ scenario_name: name, rules, replaced, active, warnings }) =>
    [
      `${replaced ? 'Replaced' : 'Deployed'} the scenario "${inlineText(name)}" (rules: ${rules}). ${
        active ? 'It is in force.' : 'Next: switch_scenario puts it in force.'
      }`,
      ...warnings.map((warning) => `Odd, ${findingLine(warning)}`),
    ].join('\n'),
});
