import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';
import { findingLine, type ScenarioFinding, scenarioArgument, scenarioFinding } from './scenario-argument.ts';

export interface ValidateScenarioConfigInput {
  /** A scenario in either shape. */
  readonly scenario_config: object;
  /** Says what is odd, too. Default `true`. */
  readonly strict_validation?: boolean | undefined;
  /** Compares operations, statuses and examples with the document. Default `true`. */
  readonly check_endpoints?: boolean | undefined;
  /** The mock whose document counts where `openapi_spec` is not given. */
  readonly server_url?: string | undefined;
  /** An object, text, a path or a URL. */
  readonly openapi_spec?: string | object | undefined;
}

export interface ValidateScenarioConfigResult {
  readonly status: 'success';
  /** Whether it can be deployed. */
  readonly valid: boolean;
  readonly scenario_name?: string | undefined;
  readonly scenario_type?: string | undefined;
  /** How many. */
  readonly rules?: number | undefined;
  readonly errors: readonly ScenarioFinding[];
  /** What works, but probably not as meant. */
  readonly warnings: readonly ScenarioFinding[];
  /** The document that it was compared with; absent where it was with none. */
  readonly checked_against?: { readonly title: string; readonly operations: number } | undefined;
  /** The scenario in the current shape; absent where it is wrong, or longer than 20,000 characters. */
  readonly validated_config?: Readonly<Record<string, unknown>> | undefined;
}

const input = z.strictObject({
  scenario_config: scenarioArgument,
  strict_validation: z.boolean().default(true).describe('oddities too'),
  check_endpoints: z.boolean().default(true),
  server_url: z.string().optional(),
  openapi_spec: z.union([z.string(), z.looseObject({})]).optional(),
});

const output = z.object({
  status: z.literal('success'),
  valid: z.boolean(),
  scenario_name: z.string().optional(),
  scenario_type: z.string().optional(),
  rules: z.number().optional(),
  errors: z.array(scenarioFinding),
  warnings: z.array(scenarioFinding),
  checked_against: z.object({ title: z.string(), operations: z.number() }).optional(),
  validated_config: z.record(z.string(), z.unknown()).optional(),
});

export const validateScenarioConfig: Tool<
  'validate_scenario_config',
  ValidateScenarioConfigInput,
  ValidateScenarioConfigResult
> = defineTool({
  name: 'validate_scenario_config',
  title: 'Validate a scenario',
  description:
    'Checks a scenario, and compares it with openapi_spec or the document of the mock at server_url. Returns errors and oddities, each with its place and remedy. Example: {"server_url": "http://127.0.0.1:8000", "scenario_config": {"name": "down", "type": "chaos", "rules": [{"match": {"path": "/pets"}, "respond": {"status": 503}}]}}. Next: deploy_scenario.',
  toolset: 'scenarios',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: true },
  input,
  output,
  load: () => import('./run-validate-scenario-config.ts').then((module) => module.runValidateScenarioConfig),
  summarize: ({ valid, scenario_name: name, errors, warnings, checked_against: document }) =>
    [
      `${name === undefined ? 'The scenario' : `The scenario "${inlineText(name)}"`} ${valid ? 'can be deployed' : 'cannot be deployed'}${
        document === undefined ? '; it was compared with no document' : ` for ${inlineText(document.title)}`
      }.`,
      ...errors.map((finding) => `Wrong, ${findingLine(finding)}`),
      ...warnings.map((finding) => `Odd, ${findingLine(finding)}`),
      ...(valid ? ['Next: deploy_scenario.'] : []),
    ].join('\n'),
});
