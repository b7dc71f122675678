import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { resultsField, type TestResults } from './results-field.ts';

export interface GetPerformanceMetricsInput {
  /** Run ids, or runs. */
  readonly test_results: TestResults;
  /** `response_time`, `service_time`, `throughput`, `error_rate`. Default: all. */
  readonly metric_types?: readonly string[] | undefined;
  /** Of times. Default `p95`. */
  readonly aggregation_method?: 'average' | 'p50' | 'p95' | 'p99' | 'max' | undefined;
}

export interface GetPerformanceMetricsResult {
  readonly status: 'success';
  readonly aggregation_method: string;
  readonly metrics: readonly RunMetrics[];
}

export interface RunMetrics {
  readonly run_id: string;
  readonly metric: string;
  readonly unit: string;
  /** Of the whole run. Absent where it was not measured. */
  readonly value?: number | undefined;
  readonly operations: readonly { readonly operation: string; readonly value: number }[];
}

const input = z.strictObject({
  test_results: resultsField,
  metric_types: z.array(textArgument(50)).max(20).optional(),
  aggregation_method: z.enum(['average', 'p50', 'p95', 'p99', 'max']).default('p95'),
});

const output = z.object({
  status: z.literal('success'),
  aggregation_method: z.string(),
  metrics: z.array(
    z.object({
      run_id: z.string(),
      metric: z.string(),
      unit: z.string(),
      value: z.number().optional(),
      operations: z.array(z.object({ operation: z.string(), value: z.number() })),
    }),
  ),
});

export const getPerformanceMetrics: Tool<
  'get_performance_metrics',
  GetPerformanceMetricsInput,
  GetPerformanceMetricsResult
> = defineTool({
  name: 'get_performance_metrics',
  title: 'Get performance metrics',
  description:
    'Gives figures of runs, in all and by operation: response and service time by aggregation_method, throughput, error rate. Example: {"test_results": "<run_id>", "aggregation_method": "p99"}.',
  toolset: 'analysis',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
  input,
  output,
  load: () => import('./run-get-performance-metrics.ts').then((module) => module.runGetPerformanceMetrics),
  summarize: ({ metrics }) =>
    metrics
      .map(({ run_id, metric, unit, value, operations }) => {
        const worst = operations
          .slice(0, 5)
          .map(({ operation, value: figure }) => `${inlineText(operation)} ${figure} ${unit}`);
        return `${run_id} ${metric}: ${value === undefined ? 'not measured' : `${value} ${unit}`}${worst.length === 0 ? '' : ` (${worst.join(', ')})`}`;
      })
      .join('\n'),
});
