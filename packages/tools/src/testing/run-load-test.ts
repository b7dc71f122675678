import * as z from 'zod';
import { documentField } from '../ai/document-field.ts';
import { amount } from '../amount.ts';
import { checkedArgument } from '../checked-argument.ts';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { type RunDigest, runDigestFields, summarizeDigest } from './run-digest.ts';
import { authField, type TestAuth } from './server-fields.ts';

export interface RunLoadTestInput {
  readonly server_url: string;
  /** Default: the document of the mock at `server_url`. */
  readonly openapi_spec?: string | object | undefined;
  /** Requests in a second (open model). Default 50 unless `concurrent_users` or `stages` are given. */
  readonly target_load?: number | undefined;
  /** Each sends its next request when it has its answer (closed model). */
  readonly concurrent_users?: number | undefined;
  /** Default 10; stages say theirs. */
  readonly duration_seconds?: number | undefined;
  /** Seconds. Default 0. */
  readonly ramp_up_time?: number | undefined;
  /** Put in force for the run, in a world of its own. */
  readonly scenario_name?: string | undefined;
  /** Operation ids or keys (`GET /pets`), or with weights. Default: those that change nothing. */
  readonly operations?:
    | readonly (string | { readonly operation: string; readonly weight?: number | undefined })[]
    | undefined;
  /** `p99<300`, `error_rate<0.01`, `rate>450`, `p95{GET /pets}<200`. */
  readonly thresholds?: readonly string[] | undefined;
  readonly stages?: readonly LoadStageArgument[] | undefined;
  /** Searches the highest rate that meets the thresholds, from `target_load` up to this, trying each for `duration_seconds`. */
  readonly find_limit_up_to?: number | undefined;
  /** An answer within this satisfies (Apdex). */
  readonly apdex_ms?: number | undefined;
  readonly seed?: string | undefined;
  readonly auth?: TestAuth | undefined;
  readonly session_id?: string | undefined;
  /** Writes the same test for another generator. */
  readonly export_format?: 'k6' | 'k6-operator' | 'artillery' | undefined;
  /** Default `true`. */
  readonly wait?: boolean | undefined;
}

export interface LoadStageArgument {
  /** Default `steady`. */
  readonly type?: 'steady' | 'ramp' | 'spike' | 'soak' | 'step' | undefined;
  /** Requests in a second at its end. */
  readonly rate: number;
  readonly duration_seconds: number;
}

export interface RunLoadTestResult extends RunDigest {
  readonly load?: LoadFigures | undefined;
  /** The text of `export_format`. */
  readonly exported?: string | undefined;
}

export interface LoadFigures {
  readonly model: 'open' | 'closed';
  readonly sent: number;
  readonly ok: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Requests in a second. */
  readonly achieved_rate: number;
  /** From the moment a request was due to the last byte of its answer, in milliseconds. */
  readonly response: Readonly<Record<string, number>>;
  /** From the moment it was sent. */
  readonly service: Readonly<Record<string, number>>;
  readonly thresholds: readonly {
    readonly expression: string;
    readonly value?: number | undefined;
    readonly passed: boolean;
  }[];
  readonly apdex?: number | undefined;
  readonly saturated?: readonly string[] | undefined;
  /** The highest rate that met the thresholds. */
  readonly knee_rate?: number | undefined;
  /** The slowest ten. */
  readonly operations: readonly {
    readonly operation: string;
    readonly sent: number;
    readonly errors: number;
    readonly p50_ms?: number | undefined;
    readonly p95_ms?: number | undefined;
    readonly p99_ms?: number | undefined;
  }[];
}

const figures = z.record(z.string(), z.number());

const operations = z
  .array(z.union([z.string(), z.strictObject({ operation: z.string(), weight: z.number().positive().optional() })]))
  .min(1)
  .max(1_000);

const stages = z
  .array(
    z.strictObject({
      type: z.enum(['steady', 'ramp', 'spike', 'soak', 'step']).optional(),
      rate: z.number().min(0).max(1_000_000),
      duration_seconds: z.number().positive().max(86_400),
    }),
  )
  .min(1)
  .max(100);

const input = z.strictObject({
  server_url: z.string(),
  openapi_spec: documentField,
  target_load: amount(1_000_000).optional().describe('requests/s'),
  concurrent_users: amount(10_000).optional(),
  duration_seconds: amount(86_400).default(10),
  ramp_up_time: amount(86_400).optional(),
  scenario_name: textArgument(200).optional(),
  operations: checkedArgument(operations, '["listPets", {"operation": "GET /pets", "weight": 2}]').optional(),
  thresholds: z.array(textArgument(200)).optional(),
  stages: checkedArgument(
    stages,
    '[{"type": "ramp|steady|spike|soak|step", "rate": 50, "duration_seconds": 10}]',
  ).optional(),
  find_limit_up_to: amount(1_000_000).optional(),
  apdex_ms: amount(3_600_000).optional(),
  seed: textArgument(200).optional(),
  auth: authField,
  session_id: textArgument(200).optional(),
  export_format: z.enum(['k6', 'k6-operator', 'artillery']).optional(),
  wait: z.boolean().default(true),
});

const output = z.object({
  ...runDigestFields,
  load: z
    .object({
      model: z.enum(['open', 'closed']),
      sent: z.number(),
      ok: z.number(),
      errors: figures,
      achieved_rate: z.number(),
      response: figures,
      service: figures,
      thresholds: z.array(z.object({ expression: z.string(), value: z.number().optional(), passed: z.boolean() })),
      apdex: z.number().optional(),
      saturated: z.array(z.string()).optional(),
      knee_rate: z.number().optional(),
      operations: z.array(
        z.object({
          operation: z.string(),
          sent: z.number(),
          errors: z.number(),
          p50_ms: z.number().optional(),
          p95_ms: z.number().optional(),
          p99_ms: z.number().optional(),
        }),
      ),
    })
    .optional(),
  exported: z.string().optional(),
});

export const runLoadTestTool: Tool<'run_load_test', RunLoadTestInput, RunLoadTestResult> = defineTool({
  name: 'run_load_test',
  title: 'Load-test an API',
  description:
    'Sends generated requests at target_load, evenly spaced, or from concurrent_users; latency counts from when a request was due. Example: {"server_url": "http://127.0.0.1:8000", "target_load": 200, "thresholds": ["p99<300", "error_rate<0.01"]}. Next: compare_test_runs.',
  toolset: 'testing',
  hints: { readOnly: false, destructive: false, idempotent: false, openWorld: true },
  input,
  output,
  load: () => import('./run-run-load-test.ts').then((module) => module.runRunLoadTest),
  summarize: (result) =>
    result.exported ??
    [...(result.load === undefined ? [] : loadLines(result.load)), ...summarizeDigest(result)].join('\n'),
});

function loadLines({
  achieved_rate: rate,
  sent,
  ok,
  errors,
  response,
  thresholds,
  saturated,
  knee_rate: knee,
}: LoadFigures): string[] {
  const times = ['p50', 'p95', 'p99', 'max'].flatMap((name) => {
    const value = response[`${name}_ms`];
    return value === undefined ? [] : [`${name} ${value.toFixed(1)} ms`];
  });
  // What the measuring side has delayed decides nothing.
  const missed = saturated === undefined ? 'NOT met' : 'not decided';
  const kinds = Object.entries(errors).map(([kind, count]) => `${count} ${kind}`);
  return [
    `${sent} sent, ${ok} ok${kinds.length === 0 ? '' : `, errors: ${kinds.join(', ')}`}; ${rate.toFixed(1)}/s; ${times.join(', ')}.`,
    ...thresholds.map(
      ({ expression, value, passed }) =>
        `${passed ? 'met' : missed}: ${inlineText(expression)}${value === undefined ? '' : ` (${Number(value.toPrecision(4))})`}`,
    ),
    ...(saturated ?? []).map((reason) => `The measuring side was saturated: ${inlineText(reason)}`),
    ...(knee === undefined ? [] : [`Highest rate that met the thresholds: ${knee}/s.`]),
  ];
}
