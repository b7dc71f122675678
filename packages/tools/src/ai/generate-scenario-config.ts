import type { ScenarioType } from '@mockloop/scenarios';
import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import type { Tool } from '../tool.ts';
import { scenarioTypeField, scenarioTypesField } from './analysis-fields.ts';
import { boundedNumber } from './bounded-number.ts';
import { documentField } from './document-field.ts';
import { type DraftedScenarios, draftedFields, summarizeDrafts } from './drafted-scenarios.ts';
import { type EndpointArgument, endpointsField } from './endpoints-field.ts';

export interface TestParameters {
  readonly concurrent_users?: number | undefined;
  readonly requests_per_second?: number | undefined;
  readonly duration_seconds?: number | undefined;
  /** Seconds until all of the load is reached. */
  readonly ramp_up_time?: number | undefined;
  /** What 95 of 100 answers take at most. */
  readonly max_response_time_ms?: number | undefined;
  /** 0 to 1. */
  readonly error_rate_threshold?: number | undefined;
}

export interface GenerateScenarioConfigInput {
  /** Default `functional_testing`. */
  readonly scenario_type?: ScenarioType | undefined;
  /** Several at once, a scenario for each. */
  readonly scenario_types?: readonly ScenarioType[] | undefined;
  /** Default: all operations. Without a document they make up the API. */
  readonly endpoints?: readonly EndpointArgument[] | undefined;
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly api_spec?: string | object | undefined;
  /** The mock whose document counts where `api_spec` is not given. */
  readonly server_url?: string | undefined;
  readonly test_parameters?: TestParameters | undefined;
  /** Default: the type. */
  readonly scenario_name?: string | undefined;
  /** Lets the caller's own model refine the answer, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}

export interface GenerateScenarioConfigResult extends DraftedScenarios {
  /** Types for which the document offers nothing. */
  readonly impossible: readonly { readonly scenario_type: ScenarioType; readonly reason: string }[];
}

const seconds = boundedNumber(0, 86_400);

const input = z.strictObject({
  scenario_type: scenarioTypeField.optional(),
  scenario_types: scenarioTypesField.optional(),
  endpoints: endpointsField,
  api_spec: documentField,
  server_url: z.string().optional(),
  test_parameters: z
    .strictObject({
      concurrent_users: z.int().min(1).max(100_000).optional(),
      requests_per_second: boundedNumber(0, 1_000_000).optional(),
      duration_seconds: seconds.optional(),
      ramp_up_time: boundedNumber(0, 86_400, { isInclusive: true }).optional(),
      max_response_time_ms: boundedNumber(0, 3_600_000).optional(),
      error_rate_threshold: boundedNumber(0, 1, { isInclusive: true }).optional(),
    })
    .optional(),
  scenario_name: z.string().min(1).max(100).optional(),
  use_sampling: z.boolean().default(false),
});

const output = z.object({
  ...draftedFields,
  impossible: z.array(z.object({ scenario_type: scenarioTypeField, reason: z.string() })),
});

export const generateScenarioConfig: Tool<
  'generate_scenario_config',
  GenerateScenarioConfigInput,
  GenerateScenarioConfigResult
> = defineTool({
  name: 'generate_scenario_config',
  title: 'Generate a scenario',
  description:
    'Writes scenarios for operations of an API document (api_spec, or that of the mock at server_url), one of each type. Answers are the document\'s own where it declares them; each validates against it. Returns scenario_configs and notes. Example: {"api_spec": "openapi.yaml", "scenario_type": "workflow", "endpoints": ["/pets"]}. Next: deploy_scenario.',
  toolset: 'ai',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: true },
  input,
  output,
  load: () => import('./run-generate-scenario-config.ts').then((module) => module.runGenerateScenarioConfig),
  summarize: (result) =>
    [
      ...result.impossible.map(({ scenario_type: type, reason }) => `No ${type}: ${reason}`),
      summarizeDrafts(result),
    ].join('\n'),
});
