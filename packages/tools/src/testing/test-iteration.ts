import * as z from 'zod';
import { documentField } from '../ai/document-field.ts';
import { amount } from '../amount.ts';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { type RunDigest, runDigestFields, summarizeDigest } from './run-digest.ts';
import { authField, type TestAuth } from './server-fields.ts';

export interface RunTestIterationInput {
  readonly server_url: string;
  /** Put in force for the iteration, in a world of its own. Absent: the mock as it is. */
  readonly scenario_name?: string | undefined;
  /** Replays this case of `run_id`, and nothing else. */
  readonly case_id?: string | undefined;
  /** Default: the newest run that has `case_id`. */
  readonly run_id?: string | undefined;
  /** Default: that of the run whose case is replayed, where it was a file or URL; else the document of the mock at `server_url`. */
  readonly openapi_spec?: string | object | undefined;
  /** Default 30. */
  readonly duration_seconds?: number | undefined;
  readonly auth?: TestAuth | undefined;
  readonly session_id?: string | undefined;
  /** Default `true`. */
  readonly monitor_performance?: boolean | undefined;
  /** Default `true`. */
  readonly collect_logs?: boolean | undefined;
}

export interface RunTestIterationResult extends RunDigest {
  readonly scenario_name?: string | undefined;
  /** Absent unless a case was replayed. */
  readonly replay?: ReplayedCase | undefined;
  readonly performance?: Readonly<Record<string, number>> | undefined;
  readonly logs?: { readonly requests: number; readonly errors: number } | undefined;
}

export interface ReplayedCase {
  readonly case_id: string;
  readonly reproduced: boolean;
  readonly messages: readonly string[];
  readonly exchanges: readonly {
    readonly method: string;
    readonly url: string;
    readonly status?: number | undefined;
    readonly failure?: string | undefined;
  }[];
}

const input = z.strictObject({
  server_url: z.string(),
  scenario_name: textArgument(200).optional(),
  case_id: textArgument(100).optional(),
  run_id: textArgument(100).optional(),
  openapi_spec: documentField,
  duration_seconds: amount(3_600).default(30),
  auth: authField,
  session_id: textArgument(200).optional(),
  monitor_performance: z.boolean().default(true),
  collect_logs: z.boolean().default(true),
});

const output = z.object({
  ...runDigestFields,
  scenario_name: z.string().optional(),
  replay: z
    .object({
      case_id: z.string(),
      reproduced: z.boolean(),
      messages: z.array(z.string()),
      exchanges: z.array(
        z.object({
          method: z.string(),
          url: z.string(),
          status: z.number().optional(),
          failure: z.string().optional(),
        }),
      ),
    })
    .optional(),
  performance: z.record(z.string(), z.number()).optional(),
  logs: z.object({ requests: z.number(), errors: z.number() }).optional(),
});

export const runTestIterationTool: Tool<'run_test_iteration', RunTestIterationInput, RunTestIterationResult> =
  defineTool({
    name: 'run_test_iteration',
    title: 'Run one iteration',
    description:
      'With case_id: sends that case of an earlier run again, to the byte, and says whether it still shows. Without: calls every operation for duration_seconds, under scenario_name in a world of its own. Example: {"server_url": "http://127.0.0.1:8000", "case_id": "k3v9…"}.',
    toolset: 'testing',
    hints: { readOnly: false, destructive: true, idempotent: false, openWorld: true },
    input,
    output,
    load: () => import('./run-run-test-iteration.ts').then((module) => module.runTestIteration),
    summarize: (result) =>
      (result.replay === undefined ? summarizeDigest(result) : summarizeReplay(result.replay)).join('\n'),
  });

function summarizeReplay({ case_id: id, reproduced, messages, exchanges }: ReplayedCase): string[] {
  return [
    reproduced ? `Case ${id} still shows itself:` : `Case ${id} does not show itself any more.`,
    ...messages.slice(0, 20).map((message) => `- ${inlineText(message, 500)}`),
    ...exchanges
      .slice(0, 20)
      .map(
        ({ method, url, status, failure }) =>
          `  ${method} ${inlineText(url, 300)} → ${status ?? inlineText(failure ?? '')}`,
      ),
  ];
}
