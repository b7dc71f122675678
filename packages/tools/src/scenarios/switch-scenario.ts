import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { worldArgument } from '../world-argument.ts';

export interface SwitchScenarioInput {
  /** Of either port. */
  readonly server_url: string;
  readonly scenario_name: string;
  /** Has a request answered under the scenario. Default `true`. */
  readonly verify_switch?: boolean | undefined;
  /** Default: the default world. */
  readonly world?: string | undefined;
}

export interface SwitchScenarioResult {
  readonly status: 'success';
  readonly switched: true;
  readonly server_url: string;
  readonly world: string;
  readonly scenario_name: string;
  /** In force before; `null` for none. */
  readonly previous_scenario: string | null;
  /** `verified`: the log tells that the scenario decided a request. Otherwise the mock alone says that it is in force. */
  readonly verification_result: 'verified' | 'unable_to_verify' | 'not_asked';
  /** What was found, or why nothing could be. */
  readonly verification?: string | undefined;
  /** The request that was sent, in a copy of the world that is gone again. */
  readonly verified_by?: { readonly method: string; readonly path: string; readonly status: number } | undefined;
  readonly duration_ms: number;
}

const input = z.strictObject({
  server_url: z.string(),
  scenario_name: textArgument(200),
  verify_switch: z.boolean().default(true),
  world: worldArgument,
});

const output = z.object({
  status: z.literal('success'),
  switched: z.literal(true),
  server_url: z.string(),
  world: z.string(),
  scenario_name: z.string(),
  previous_scenario: z.string().nullable(),
  verification_result: z.enum(['verified', 'unable_to_verify', 'not_asked']),
  verification: z.string().optional(),
  verified_by: z.object({ method: z.string(), path: z.string(), status: z.number() }).optional(),
  duration_ms: z.number(),
});

export const switchScenario: Tool<'switch_scenario', SwitchScenarioInput, SwitchScenarioResult> = defineTool({
  name: 'switch_scenario',
  title: 'Switch to a scenario',
  description:
    'Puts a deployed scenario in force, from its beginning, and verifies it by a GET that one of its rules takes, in a copy of the world, so that no count or sequence moves. Example: {"server_url": "http://127.0.0.1:8000", "scenario_name": "down"}. Next: call the API; manage_mock_data deactivate_scenario ends it.',
  toolset: 'scenarios',
  hints: { readOnly: false, destructive: false, idempotent: true, openWorld: false },
  input,
  output,
  load: () => import('./run-switch-scenario.ts').then((module) => module.runSwitchScenario),
  summarize: ({ scenario_name: name, previous_scenario: previous, world, verification }) =>
    [
      `The scenario "${inlineText(name)}" is in force${world === 'default' ? '' : ` in the world "${world}"`}.`,
      ...(previous === null || previous === name ? [] : [`Before it was "${inlineText(previous)}".`]),
      ...(verification === undefined ? [] : [inlineText(verification, 1_000)]),
    ].join(' '),
});
