import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { type NextAction, nextActionSchema } from '../testing/run-digest.ts';
import type { Tool } from '../tool.ts';
import { resultsField, type TestResults } from './results-field.ts';

export interface AnalyzeTestResultsInput {
  /** Run ids, or runs. */
  readonly test_results: TestResults;
  /** Default `comprehensive`. */
  readonly analysis_type?: 'comprehensive' | 'failures' | 'performance' | 'security' | 'trends' | undefined;
  /** Default `true`. */
  readonly include_recommendations?: boolean | undefined;
}

export interface AnalyzeTestResultsResult {
  readonly status: 'success';
  readonly run_ids: readonly string[];
  /** Sentences with figures. */
  readonly summary: readonly string[];
  /** By category, the most frequent first. */
  readonly error_categories: readonly {
    readonly category: string;
    readonly count: number;
    readonly operations: readonly string[];
  }[];
  /** Why, the likeliest first. */
  readonly causes: readonly {
    readonly cluster: string;
    readonly cause: string;
    readonly likelihood: number;
    readonly evidence: readonly string[];
  }[];
  readonly performance?: Readonly<Record<string, unknown>> | undefined;
  /** Over several runs, in the order of their times. */
  readonly trends?: readonly Readonly<Record<string, unknown>>[] | undefined;
  readonly anomalies: readonly { readonly what: string; readonly evidence: string }[];
  readonly next_actions: readonly NextAction[];
}

const input = z.strictObject({
  test_results: resultsField,
  analysis_type: z.enum(['comprehensive', 'failures', 'performance', 'security', 'trends']).default('comprehensive'),
  include_recommendations: z.boolean().default(true),
});

const output = z.object({
  status: z.literal('success'),
  run_ids: z.array(z.string()),
  summary: z.array(z.string()),
  error_categories: z.array(z.object({ category: z.string(), count: z.number(), operations: z.array(z.string()) })),
  causes: z.array(
    z.object({ cluster: z.string(), cause: z.string(), likelihood: z.number(), evidence: z.array(z.string()) }),
  ),
  performance: z.record(z.string(), z.unknown()).optional(),
  trends: z.array(z.record(z.string(), z.unknown())).optional(),
  anomalies: z.array(z.object({ what: z.string(), evidence: z.string() })),
  next_actions: z.array(nextActionSchema),
});

export const analyzeTestResults: Tool<'analyze_test_results', AnalyzeTestResultsInput, AnalyzeTestResultsResult> =
  defineTool({
    name: 'analyze_test_results',
    title: 'Analyze test results',
    description:
      'Explains runs: categories of failures, likely causes (document, server, mock or environment) with what tells them apart, anomalies, trends over several runs, and at most five next actions as tool calls. test_results: a run id, or several. Example: {"test_results": ["<run_id>"]}.',
    toolset: 'analysis',
    hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
    input,
    output,
    load: () => import('./run-analyze-test-results.ts').then((module) => module.runAnalyzeTestResults),
    summarize: (result) => summaryOf(result),
  });

function summaryOf({
  summary,
  error_categories: categories,
  causes,
  anomalies,
  next_actions,
}: AnalyzeTestResultsResult): string {
  return [
    ...summary.map((line) => inlineText(line, 500)),
    ...categories.slice(0, 10).map(({ category, count }) => `${count} × ${inlineText(category)}`),
    ...causes.slice(0, 10).map(
      ({ cause, likelihood, cluster, evidence }) =>
        `${inlineText(cause)} (${Math.round(likelihood * 100)} %): ${inlineText(cluster, 200)}; ${evidence
          .slice(0, 3)
          .map((text) => inlineText(text, 300))
          .join('; ')}`,
    ),
    ...anomalies.slice(0, 10).map(({ what, evidence }) => `${inlineText(what, 300)}: ${inlineText(evidence, 300)}`),
    ...next_actions.map(
      (next) =>
        `Next: ${inlineText(next.action, 300)} (${inlineText(next.evidence, 300)}): ${next.tool} ${JSON.stringify(next.arguments)}`,
    ),
  ].join('\n');
}
