import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { resultsField, type TestResults } from './results-field.ts';

export interface CompareTestRunsInput {
  /** A run id, or a run. */
  readonly baseline_results: TestResults;
  readonly comparison_results: TestResults;
  /** `response_time`, `p95`, `p99`, `error_rate`, `throughput`, `findings`. Default: all. */
  readonly comparison_metrics?: readonly string[] | undefined;
}

export interface CompareTestRunsResult {
  readonly status: 'success';
  readonly verdict: 'regression' | 'improvement' | 'equivalent' | 'inconclusive';
  /** Why, and what it would take to know more. */
  readonly summary: readonly string[];
  readonly more_seconds_needed?: number | undefined;
  /** Each with its effect and its interval. */
  readonly figures: readonly ComparedFigure[];
  readonly findings?:
    | { readonly new: readonly string[]; readonly fixed: readonly string[]; readonly persisting: readonly string[] }
    | undefined;
}

export interface ComparedFigure {
  readonly metric: string;
  /** `ms`, `share`, `per_second` */
  readonly unit: string;
  /** Absent for the whole run. */
  readonly operation?: string | undefined;
  readonly verdict: string;
  readonly baseline: number;
  readonly comparison: number;
  /** In the unit. */
  readonly change: number;
  /** As a share of the baseline: 0.08 for 8 % more. */
  readonly change_ratio?: number | undefined;
  /** Holds the true change with this confidence. */
  readonly interval?: { readonly low: number; readonly high: number; readonly confidence: number } | undefined;
  readonly p: number;
  readonly p_adjusted: number;
}

const input = z.strictObject({
  baseline_results: resultsField,
  comparison_results: resultsField,
  comparison_metrics: z.array(textArgument(50)).max(20).optional(),
});

const output = z.object({
  status: z.literal('success'),
  verdict: z.enum(['regression', 'improvement', 'equivalent', 'inconclusive']),
  summary: z.array(z.string()),
  more_seconds_needed: z.number().optional(),
  figures: z.array(
    z.object({
      metric: z.string(),
      unit: z.string(),
      operation: z.string().optional(),
      verdict: z.string(),
      baseline: z.number(),
      comparison: z.number(),
      change: z.number(),
      change_ratio: z.number().optional(),
      interval: z.object({ low: z.number(), high: z.number(), confidence: z.number() }).optional(),
      p: z.number(),
      p_adjusted: z.number(),
    }),
  ),
  findings: z
    .object({ new: z.array(z.string()), fixed: z.array(z.string()), persisting: z.array(z.string()) })
    .optional(),
});

export const compareTestRuns: Tool<'compare_test_runs', CompareTestRunsInput, CompareTestRunsResult> = defineTool({
  name: 'compare_test_runs',
  title: 'Compare test runs',
  description:
    'Says whether one run is worse than another: regression, improvement, equivalent, or inconclusive with how many more seconds are needed; each figure with effect size and interval. Example: {"baseline_results": "<run_id>", "comparison_results": "<run_id>"}.',
  toolset: 'analysis',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
  input,
  output,
  load: () => import('./run-compare-test-runs.ts').then((module) => module.runCompareTestRuns),
  summarize: ({ verdict, summary }) =>
    [`Verdict: ${verdict}.`, ...summary.slice(0, 40).map((line) => inlineText(line, 500))].join('\n'),
});
