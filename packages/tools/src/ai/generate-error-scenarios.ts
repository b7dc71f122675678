import type { ErrorKind, ErrorSeverity, OperationErrors } from '@mockloop/scenarios';
import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import type { Tool } from '../tool.ts';
import { documentField } from './document-field.ts';
import { type DraftedScenarios, draftedFields, summarizeDrafts } from './drafted-scenarios.ts';
import { type EndpointArgument, endpointsField } from './endpoints-field.ts';

export interface GenerateErrorScenariosInput {
  /** Default: all operations. Without a document they make up the API. */
  readonly api_endpoints?: readonly EndpointArgument[] | undefined;
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly api_spec?: string | object | undefined;
  /** The mock whose document counts where `api_spec` is not given. */
  readonly server_url?: string | undefined;
  /** Default: those of the document, and by severity some that any API can have. */
  readonly error_types?: readonly ErrorKind[] | undefined;
  /** How much fails and for how long. Default `medium`. */
  readonly severity_level?: ErrorSeverity | undefined;
  /** Lets the caller's own model refine the answer, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}

export interface GenerateErrorScenariosResult extends DraftedScenarios {
  /** What each operation answers when something goes wrong. */
  readonly errors: readonly OperationErrors[];
  /** Types that no operation can have. */
  readonly unused_error_types: readonly ErrorKind[];
}

/** Kinds of errors, those of the document first. */
export const ERROR_TYPES: readonly ErrorKind[] = [
  'declared',
  'bad_request',
  'validation_error',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'payload_too_large',
  'rate_limit',
  'server_error',
  'database_error',
  'bad_gateway',
  'service_unavailable',
  'gateway_timeout',
  'timeout',
  'slow_response',
  'connection_reset',
  'empty_reply',
  'malformed_body',
];

const kind: z.ZodType<ErrorKind, ErrorKind> = z.enum(ERROR_TYPES);

const input = z.strictObject({
  api_endpoints: endpointsField,
  api_spec: documentField,
  server_url: z.string().optional(),
  error_types: z.array(kind).min(1).max(30).optional(),
  severity_level: z.enum(['low', 'medium', 'high']).default('medium'),
  use_sampling: z.boolean().default(false),
});

const output = z.object({
  ...draftedFields,
  errors: z.array(z.object({ operation: z.string(), declared: z.array(z.number()), undeclared: z.array(z.number()) })),
  unused_error_types: z.array(kind),
});

export const generateErrorScenarios: Tool<
  'generate_error_scenarios',
  GenerateErrorScenariosInput,
  GenerateErrorScenariosResult
> = defineTool({
  name: 'generate_error_scenarios',
  title: 'Generate error scenarios',
  description:
    'Writes scenarios in which operations of an API document (api_spec, or that of the mock at server_url) fail: as they declare it, with the bodies they declare, and as any API can. Up to three: a share of requests fails (low 5 %, medium 20 %, high 50 %), each error in turn, failing at first and then recovering. Returns scenario_configs and the errors of each operation. Example: {"api_spec": "openapi.yaml", "error_types": ["declared", "timeout"], "severity_level": "high"}. Next: deploy_scenario.',
  toolset: 'ai',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: true },
  input,
  output,
  load: () => import('./run-generate-error-scenarios.ts').then((module) => module.runGenerateErrorScenarios),
  summarize: (result) =>
    [
      ...(result.unused_error_types.length === 0
        ? []
        : [`No operation can have: ${result.unused_error_types.join(', ')}.`]),
      summarizeDrafts(result),
    ].join('\n'),
});
