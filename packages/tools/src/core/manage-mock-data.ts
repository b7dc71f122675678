import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { type ScenarioLine, scenarioLine } from '../scenarios/scenario-api.ts';
import {
  findingLine,
  type ScenarioFinding,
  scenarioArgument,
  scenarioFinding,
} from '../scenarios/scenario-argument.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { worldArgument } from '../world-argument.ts';

export type MockDataOperation =
  | 'update_response'
  | 'create_scenario'
  | 'switch_scenario'
  | 'deactivate_scenario'
  | 'list_scenarios'
  | 'delete_scenario'
  | 'reset';

export interface ManageMockDataInput {
  /** Of either port. */
  readonly server_url: string;
  readonly operation: MockDataOperation;
  /** For `update_response`: a path template or a path, with or without the base path of the server. */
  readonly endpoint_path?: string | undefined;
  /** For `update_response`. Default: the only one that the path has, else GET. */
  readonly method?: string | undefined;
  /** For `update_response`: the body, any JSON. Default: that of the document's response. */
  readonly response_data?: unknown;
  /** For `update_response`. Default: that of the document. */
  readonly status_code?: number | undefined;
  /** For `update_response`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Which scenario; for `update_response`: the answer goes into this one; for `create_scenario`: instead of the name in it. */
  readonly scenario_name?: string | undefined;
  /** For `create_scenario`: a scenario in either shape. */
  readonly scenario_config?: object | undefined;
  /** That `delete_scenario` and `reset` are wanted, where nobody can be asked. */
  readonly confirm?: boolean | undefined;
  /** Default: the default world. */
  readonly world?: string | undefined;
}

export interface ManageMockDataResult {
  readonly status: 'success';
  readonly operation: MockDataOperation;
  readonly server_url: string;
  readonly world: string;
  /** What was done, in a sentence. */
  readonly message: string;
  readonly duration_ms: number;
  /** The scenario that the operation was about. */
  readonly scenario_name?: string | undefined;
  /** In force now; `null` for none. */
  readonly active_scenario?: string | null | undefined;
  /** In force before. */
  readonly previous_scenario?: string | null | undefined;
  /** The first 200. */
  readonly scenarios?: readonly ScenarioLine[] | undefined;
  readonly total_count?: number | undefined;
  readonly updated?: UpdatedResponse | undefined;
  /** How many were there that `reset` took away. */
  readonly removed?: { readonly scenarios: number; readonly overrides: number } | undefined;
  readonly warnings?: readonly ScenarioFinding[] | undefined;
}

export interface UpdatedResponse {
  /** Where the answer was put. */
  readonly kind: 'override' | 'scenario';
  readonly name: string;
  /** Whether it took the place of another one. */
  readonly replaced: boolean;
  /** False in a scenario that is not in force. */
  readonly in_force: boolean;
  /** The operation that it is for, e.g. `GET /pets/{petId}`; absent where the document has none. */
  readonly operation?: string | undefined;
  /** Where it has none: those that may have been meant. */
  readonly nearest: readonly string[];
}

const input = z.strictObject({
  server_url: z.string(),
  operation: z.enum([
    'update_response',
    'create_scenario',
    'switch_scenario',
    'deactivate_scenario',
    'list_scenarios',
    'delete_scenario',
    'reset',
  ]),
  endpoint_path: textArgument(4_000).optional(),
  method: textArgument(40).optional(),
  response_data: z.unknown().optional().describe('any JSON'),
  status_code: z.int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  scenario_name: textArgument(200).optional(),
  scenario_config: scenarioArgument.optional(),
  confirm: z.boolean().optional(),
  world: worldArgument,
});

const output = z.object({
  status: z.literal('success'),
  operation: input.shape.operation,
  server_url: z.string(),
  world: z.string(),
  message: z.string(),
  duration_ms: z.number(),
  scenario_name: z.string().optional(),
  active_scenario: z.string().nullable().optional(),
  previous_scenario: z.string().nullable().optional(),
  scenarios: z.array(scenarioLine).optional(),
  total_count: z.number().optional(),
  updated: z
    .object({
      kind: z.enum(['override', 'scenario']),
      name: z.string(),
      replaced: z.boolean(),
      in_force: z.boolean(),
      operation: z.string().optional(),
      nearest: z.array(z.string()),
    })
    .optional(),
  removed: z.object({ scenarios: z.number(), overrides: z.number() }).optional(),
  warnings: z.array(scenarioFinding).optional(),
});

export const manageMockData: Tool<'manage_mock_data', ManageMockDataInput, ManageMockDataResult> = defineTool({
  name: 'manage_mock_data',
  title: 'Manage mock data',
  description:
    'Changes what a running mock answers, from the next request on. update_response: status_code, response_data or headers of one endpoint_path and method. reset: back to how the mock started. delete_scenario and reset need confirm. Example: {"server_url": "http://127.0.0.1:8000", "operation": "update_response", "endpoint_path": "/pets/{petId}", "method": "GET", "status_code": 503}. Next: query_mock_logs.',
  toolset: 'core',
  hints: { readOnly: false, destructive: true, idempotent: true, openWorld: false },
  input,
  output,
  load: () => import('./run-manage-mock-data.ts').then((module) => module.runManageMockData),
  summarize: ({ message, scenarios = [], updated, warnings = [] }) =>
    [
      inlineText(message, 1_000),
      ...scenarios.map(lineOf),
      ...(updated?.nearest.length ? [`Nearest operations: ${inlineText(updated.nearest.join(', '), 500)}.`] : []),
      ...warnings.slice(0, 20).map((warning) => `Odd, ${findingLine(warning)}`),
    ].join('\n'),
});

function lineOf({ name, type, rules, active }: ScenarioLine): string {
  return `- ${inlineText(name)} (${inlineText(type)}, rules: ${rules})${active ? ', in force' : ''}`;
}
