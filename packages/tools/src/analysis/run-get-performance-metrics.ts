import type { LoadRun, TestRun } from '@mockloop/test-runner';
import type { LatencySummary, LoadOperationResult } from '@mockloop/test-runner/load';
import { MockLoopError } from '../mockloop-error.ts';
import type { AnyRun } from '../testing/find-run.ts';
import type { ToolContext } from '../tool-context.ts';
import type { GetPerformanceMetricsInput, GetPerformanceMetricsResult, RunMetrics } from './get-performance-metrics.ts';
import { loadResults } from './load-results.ts';

type Aggregation = NonNullable<GetPerformanceMetricsInput['aggregation_method']>;

const MEMBERS: Readonly<Record<Aggregation, keyof LatencySummary>> = {
  average: 'mean_ms',
  p50: 'p50_ms',
  p95: 'p95_ms',
  p99: 'p99_ms',
  max: 'max_ms',
};

const METRICS: readonly string[] = ['response_time', 'service_time', 'throughput', 'error_rate'];

export async function runGetPerformanceMetrics(
  {
    test_results: results,
    metric_types: types = METRICS,
    aggregation_method: aggregation = 'p95',
  }: GetPerformanceMetricsInput,
  context: ToolContext,
): Promise<GetPerformanceMetricsResult> {
  checkTypes(types);
  const runs = await loadResults(results, '/test_results', context);
  return {
    status: 'success',
    aggregation_method: aggregation,
    metrics: runs.flatMap((run) => types.map((metric) => metricOf(run, metric, aggregation))),
  };
}

function checkTypes(types: readonly string[]): void {
  const problems = types.flatMap((type, index) =>
    METRICS.includes(type)
      ? []
      : [{ pointer: `/metric_types/${index}`, detail: `it must be one of ${METRICS.join(', ')}.` }],
  );
  if (problems.length > 0) throw new MockLoopError('INVALID_ARGUMENTS', 'There is no such metric.', { problems });
}

function metricOf(run: AnyRun, metric: string, aggregation: Aggregation): RunMetrics {
  const common = { run_id: run.id, metric, unit: unitOf(metric) };
  return run.kind === 'load'
    ? { ...common, ...loadMetric(run, metric, MEMBERS[aggregation]) }
    : { ...common, ...testMetric(run, metric, aggregation) };
}

function unitOf(metric: string): string {
  if (metric === 'throughput') return 'requests/s';
  return metric === 'error_rate' ? 'share' : 'ms';
}

type Figures = Pick<RunMetrics, 'value' | 'operations'>;

function loadMetric({ result }: LoadRun, metric: string, member: keyof LatencySummary): Figures {
  const byOperation = (of: (operation: LoadOperationResult) => number | undefined): RunMetrics['operations'] =>
    result.operations
      .flatMap((one) => {
        const value = of(one);
        return value === undefined ? [] : [{ operation: one.operation, value }];
      })
      .toSorted((a, b) => b.value - a.value);
  const seconds = result.duration_ms / 1_000;
  switch (metric) {
    case 'response_time':
      return {
        value: numberOf(result.response, member),
        operations: byOperation((one) => numberOf(one.response, member)),
      };
    case 'service_time':
      return {
        value: numberOf(result.service, member),
        operations: byOperation((one) => numberOf(one.service, member)),
      };
    case 'throughput':
      return {
        value: result.achieved_rate,
        operations: byOperation((one) => (seconds > 0 ? one.answered / seconds : undefined)),
      };
    default:
      return { value: errorRate(result), operations: byOperation(errorRate) };
  }
}

function numberOf(summary: LatencySummary, member: keyof LatencySummary): number | undefined {
  const value = summary[member];
  return typeof value === 'number' ? value : undefined;
}

function errorRate({ sent, ok }: Pick<LoadOperationResult, 'sent' | 'ok'>): number | undefined {
  return sent === 0 ? undefined : (sent - ok) / sent;
}

/** A functional run measures what its requests took, in all: it keeps no load, so there is no throughput to speak of. */
function testMetric({ latency }: TestRun, metric: string, aggregation: Aggregation): Figures {
  const value =
    metric === 'response_time' && latency !== undefined
      ? latency[`${aggregation === 'average' ? 'mean' : aggregation}_ms`]
      : undefined;
  return { value, operations: [] };
}
