import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';

export interface ListActiveScenariosInput {
  /** Either port of each, 50 at most. Default: all that are found. */
  readonly server_urls?: readonly string[] | undefined;
  /** Looks for the mocks of this machine where no `server_urls` are given. Default `true`. */
  readonly discover_servers?: boolean | undefined;
}

export interface ListActiveScenariosResult {
  readonly status: 'success';
  /** How many mocks answered. */
  readonly servers_checked: number;
  /** Whether they were looked for. */
  readonly discovery_used: boolean;
  /** One for each world in which a scenario is in force. */
  readonly active_scenarios: readonly ActiveScenario[];
  readonly servers: readonly ServerScenarios[];
  /** Those that could not be asked, and why. */
  readonly unavailable: readonly UnavailableServer[];
}

export interface ActiveScenario {
  readonly server_url: string;
  readonly world: string;
  readonly scenario_name: string;
  readonly scenario_type?: string | undefined;
  readonly description?: string | undefined;
}

export interface ServerScenarios {
  readonly server_url: string;
  readonly api_title: string;
  /** In the default world; `null` for none. */
  readonly active_scenario: string | null;
  /** Names of those deployed in the default world, the first 100. */
  readonly scenarios: readonly string[];
  /** How many are deployed there. */
  readonly scenario_count: number;
  /** How many worlds there are, the default one included. Of the others, the 50 that were used last are looked into. */
  readonly world_count: number;
}

export interface UnavailableServer {
  readonly server_url: string;
  /** A `MockLoopErrorCode`. */
  readonly code: string;
  readonly message: string;
}

const input = z.strictObject({
  server_urls: z.array(z.string()).min(1).max(50).optional(),
  discover_servers: z.boolean().default(true).describe('where no server_urls are given'),
});

const output = z.object({
  status: z.literal('success'),
  servers_checked: z.number(),
  discovery_used: z.boolean(),
  active_scenarios: z.array(
    z.object({
      server_url: z.string(),
      world: z.string(),
      scenario_name: z.string(),
      scenario_type: z.string().optional(),
      description: z.string().optional(),
    }),
  ),
  servers: z.array(
    z.object({
      server_url: z.string(),
      api_title: z.string(),
      active_scenario: z.string().nullable(),
      scenarios: z.array(z.string()),
      scenario_count: z.number(),
      world_count: z.number(),
    }),
  ),
  unavailable: z.array(z.object({ server_url: z.string(), code: z.string(), message: z.string() })),
});

export const listActiveScenarios: Tool<'list_active_scenarios', ListActiveScenariosInput, ListActiveScenariosResult> =
  defineTool({
    name: 'list_active_scenarios',
    title: 'List active scenarios',
    description:
      'Says which scenario is in force on each mock, and in each of its worlds, and which others are deployed. Without server_urls it asks all mocks of this machine. Example: {"server_urls": ["http://127.0.0.1:8000"]}. Next: switch_scenario.',
    toolset: 'scenarios',
    hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
    input,
    output,
    load: () => import('./run-list-active-scenarios.ts').then((module) => module.runListActiveScenarios),
    summarize: ({ servers, active_scenarios: active, unavailable }) =>
      [
        ...(servers.length === 0 ? ['No mock was found. start_mock_server starts one.'] : []),
        ...servers.map(({ server_url: url, api_title: title, active_scenario: name, scenarios }) => {
          const inForce = name === null ? 'no scenario' : `"${inlineText(name)}"`;
          const deployed = scenarios.length === 0 ? 'none' : inlineText(scenarios.join(', '), 1_000);
          return `${url} (${inlineText(title)}): ${inForce} in force; deployed: ${deployed}.`;
        }),
        ...active
          .filter(({ world }) => world !== 'default')
          .map(
            ({ server_url: url, world, scenario_name: name }) =>
              `${url}, world ${inlineText(world)}: "${inlineText(name)}" in force.`,
          ),
        ...unavailable.map(({ server_url: url, message }) => `${url} could not be asked: ${inlineText(message, 300)}`),
      ].join('\n'),
  });
