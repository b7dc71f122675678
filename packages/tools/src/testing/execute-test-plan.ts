import * as z from 'zod';
import { documentField } from '../ai/document-field.ts';
import { amount } from '../amount.ts';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { type AnswerDifferences, answerDifferencesSchema, summarizeDifferences } from './answer-differences.ts';
import { type RunDigest, runDigestFields, summarizeDigest } from './run-digest.ts';
import { authField, type TestAuth } from './server-fields.ts';

export interface ExecuteTestPlanInput {
  /** The API under test: a mock, or a server of the allow-list. */
  readonly server_url: string;
  /** Default: the document of the mock at `server_url`. */
  readonly openapi_spec?: string | object | undefined;
  /** One that was returned before, changed or not. What other arguments say goes before it. Default: made from the document. */
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  /** Default `comprehensive`. */
  readonly test_focus?: TestFocus | undefined;
  /** `false`: only the document's own examples are sent. Default `true`. */
  readonly auto_generate_scenarios?: boolean | undefined;
  /** `false`: returns the plan and sends nothing. Default `true`. */
  readonly execute_immediately?: boolean | undefined;
  /**
   * `mock`: what a mock cannot know is not tested. `proxy`: requests that worked are sent to `live_url` as well, and answers compared;
   * `hybrid`: the same for those alone that change nothing. Default `auto`: asks the server what it is.
   */
  readonly mode?: 'auto' | 'mock' | 'proxy' | 'hybrid' | undefined;
  /** The live API that `proxy` and `hybrid` compare with. */
  readonly live_url?: string | undefined;
  /** What makes a run fail. `soft`: crashes, wrong types and what is proven of security. Default `strict`. */
  readonly validation_mode?: 'strict' | 'soft' | 'report_only' | undefined;
  readonly comparison_config?: Readonly<Record<string, unknown>> | undefined;
  /** Whether requests may be in flight together. Default `true`. */
  readonly parallel_execution?: boolean | undefined;
  /** Lists the differences of a comparison, with patches. Default `true`. */
  readonly report_differences?: boolean | undefined;
  /** Same seed, same requests. */
  readonly seed?: string | undefined;
  /** To an operation and phase. Default 40. */
  readonly max_cases?: number | undefined;
  /** Default 5,000. */
  readonly max_requests?: number | undefined;
  /** Default 120. */
  readonly max_seconds?: number | undefined;
  readonly auth?: TestAuth | undefined;
  readonly session_id?: string | undefined;
  /** Adds latencies of the answers. Default `true`. */
  readonly monitor_performance?: boolean | undefined;
  /** Adds what the mock's log says of the run. Default `false`. */
  readonly collect_logs?: boolean | undefined;
  /** `false`: answers at once; `monitor_test_progress` follows it. Default `true`. */
  readonly wait?: boolean | undefined;
}

export type TestFocus = 'comprehensive' | 'functional' | 'contract' | 'validation' | 'state' | 'security' | 'smoke';

export interface ExecuteTestPlanResult extends RunDigest {
  /** What would be done, where nothing was sent. */
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  readonly differences?: AnswerDifferences | undefined;
  /** Of the answers, in milliseconds. */
  readonly performance?: Readonly<Record<string, number>> | undefined;
  readonly logs?: { readonly requests: number; readonly errors: number } | undefined;
}

const input = z.strictObject({
  server_url: z.string(),
  openapi_spec: documentField,
  test_plan: z.looseObject({}).optional(),
  test_focus: z
    .enum(['comprehensive', 'functional', 'contract', 'validation', 'state', 'security', 'smoke'])
    .default('comprehensive'),
  auto_generate_scenarios: z.boolean().default(true),
  execute_immediately: z.boolean().default(true),
  mode: z.enum(['auto', 'mock', 'proxy', 'hybrid']).default('auto'),
  live_url: z.string().optional(),
  validation_mode: z.enum(['strict', 'soft', 'report_only']).default('strict'),
  comparison_config: z.looseObject({}).optional(),
  parallel_execution: z.boolean().default(true),
  report_differences: z.boolean().default(true),
  seed: textArgument(200).optional(),
  max_cases: amount(100_000).optional(),
  max_requests: amount(10_000_000).optional(),
  max_seconds: amount(86_400).optional(),
  auth: authField,
  session_id: textArgument(200).optional(),
  monitor_performance: z.boolean().default(true),
  collect_logs: z.boolean().default(false),
  wait: z.boolean().default(true),
});

const output = z.object({
  ...runDigestFields,
  test_plan: z.record(z.string(), z.unknown()).optional(),
  differences: answerDifferencesSchema.optional(),
  performance: z.record(z.string(), z.number()).optional(),
  logs: z.object({ requests: z.number(), errors: z.number() }).optional(),
});

export const executeTestPlan: Tool<'execute_test_plan', ExecuteTestPlanInput, ExecuteTestPlanResult> = defineTool({
  name: 'execute_test_plan',
  title: 'Test an API',
  description:
    'Tests an API by its document: contract, validation, state, HTTP, security. Findings are proven by repetition; each cause has a case_id that run_test_iteration replays. auth: {"a": {"token": "…"}, "b": …}. Example: {"server_url": "http://127.0.0.1:8000"}. Next: generate_test_report.',
  toolset: 'testing',
  hints: { readOnly: false, destructive: true, idempotent: false, openWorld: true },
  input,
  output,
  load: () => import('./run-execute-test-plan.ts').then((module) => module.runExecuteTestPlan),
  summarize: (result) =>
    (result.test_plan === undefined
      ? [...summarizeDigest(result), ...summarizeDifferences(result.differences)]
      : summarizePlan(result.server_url, result.test_plan)
    ).join('\n'),
});

/** A plan, as far as a summary needs to know it. */
const planSchema = z.object({
  phases: z.array(z.string()),
  budget: z.object({ max_requests: z.number(), max_seconds: z.number() }),
  operations: z.array(z.object({ key: z.string(), risk: z.string() })),
});

function summarizePlan(server: string, plan: Readonly<Record<string, unknown>>): string[] {
  const { phases, budget, operations } = planSchema.parse(plan);
  return [
    `Nothing was sent. The plan for ${inlineText(server)}: ${phases.join(', ')}; ${budget.max_requests} requests or ${budget.max_seconds} s at the most; ${operations.length} operations:`,
    ...operations.map(({ key, risk }) => `- ${inlineText(key)} (${risk})`),
    'Next: execute_test_plan with it as test_plan.',
  ];
}
