import {
  type ComparedFigure as AnalyzedFigure,
  compareFindings,
  compareRuns,
  type RunComparison,
} from '@mockloop/analyzer';
import type { LoadRun, TestRun } from '@mockloop/test-runner';
import { MockLoopError } from '../mockloop-error.ts';
import type { AnyRun } from '../testing/find-run.ts';
import type { ToolContext } from '../tool-context.ts';
import type { ComparedFigure, CompareTestRunsInput, CompareTestRunsResult } from './compare-test-runs.ts';
import { loadResults } from './load-results.ts';
import type { TestResults } from './results-field.ts';

const METRICS: readonly string[] = ['response_time', 'p95', 'p99', 'error_rate', 'throughput', 'findings'];

export async function runCompareTestRuns(
  { baseline_results, comparison_results, comparison_metrics: metrics = METRICS }: CompareTestRunsInput,
  context: ToolContext,
): Promise<CompareTestRunsResult> {
  checkMetrics(metrics);
  const baseline = await oneRun(baseline_results, '/baseline_results', context);
  const comparison = await oneRun(comparison_results, '/comparison_results', context);
  if (baseline.kind === 'load' && comparison.kind === 'load') {
    if (metrics.every((metric) => metric === 'findings'))
      throw notOfKind(METRICS.filter((metric) => metric !== 'findings').join(', '));
    return compareLoad(baseline, comparison, metrics);
  }
  if (baseline.kind !== 'load' && comparison.kind !== 'load') {
    if (!metrics.includes('findings')) throw notOfKind('findings');
    return compareTests(baseline, comparison);
  }
  throw new MockLoopError('INVALID_ARGUMENTS', 'A load run cannot be compared with a run of another kind.', {
    problems: [
      {
        pointer: '/comparison_results',
        detail: `it is a ${comparison.kind} run, the baseline a ${baseline.kind} run.`,
      },
    ],
  });
}

function checkMetrics(metrics: readonly string[]): void {
  const problems = metrics.flatMap((metric, index) =>
    METRICS.includes(metric)
      ? []
      : [{ pointer: `/comparison_metrics/${index}`, detail: `it must be one of ${METRICS.join(', ')}.` }],
  );
  if (problems.length > 0) throw new MockLoopError('INVALID_ARGUMENTS', 'There is no such metric.', { problems });
}

function notOfKind(wanted: string): MockLoopError {
  return new MockLoopError('INVALID_ARGUMENTS', 'These runs have nothing of what is to be compared.', {
    problems: [{ pointer: '/comparison_metrics', detail: `runs of this kind are compared by ${wanted}.` }],
  });
}

async function oneRun(results: TestResults, argument: string, context: ToolContext): Promise<AnyRun> {
  const [run, ...others] = await loadResults(results, argument, context);
  if (run !== undefined && others.length === 0) return run;
  throw new MockLoopError('INVALID_ARGUMENTS', 'One run is compared with one other.', {
    problems: [{ pointer: argument, detail: 'it must be one run.' }],
    advice: 'analyze_test_results takes several, and tells their trend.',
  });
}

function compareLoad(
  { result: a }: LoadRun,
  { result: b }: LoadRun,
  metrics: readonly string[],
): CompareTestRunsResult {
  const comparison: RunComparison = compareRuns(a, b);
  if (!comparison.comparable)
    return { status: 'success', verdict: 'inconclusive', summary: comparison.reasons, figures: [] };
  const all = [
    ...comparison.figures.map((figure) => toFigure(figure)),
    ...comparison.operations.flatMap(({ operation, figures }) => figures.map((figure) => toFigure(figure, operation))),
  ];
  const figures = all.filter(({ metric }) => metrics.includes(metric));
  const verdict = GRAVITY.find((one) => figures.some((figure) => figure.verdict === one)) ?? 'inconclusive';
  return {
    status: 'success',
    verdict,
    summary: figures.map(sentenceOf),
    more_seconds_needed: verdict === 'inconclusive' ? comparison.more_seconds_needed : undefined,
    figures,
  };
}

const GRAVITY = ['regression', 'improvement', 'inconclusive', 'equivalent'] as const;

function toFigure(
  { smallest_that_counts: _, more_seconds_needed: __, ...figure }: AnalyzedFigure,
  operation?: string,
): ComparedFigure {
  return { ...figure, operation };
}

function sentenceOf({
  metric,
  operation,
  verdict,
  baseline,
  comparison,
  change_ratio: ratio,
  interval,
  unit,
  p_adjusted: p,
}: ComparedFigure): string {
  const of = operation === undefined ? metric : `${metric} of ${operation}`;
  const by = ratio === undefined ? '' : ` (${ratio > 0 ? '+' : ''}${(ratio * 100).toFixed(1)} %)`;
  const within =
    interval === undefined
      ? ''
      : `, ${interval.confidence * 100} % interval of the change ${interval.low.toPrecision(3)} to ${interval.high.toPrecision(3)} ${unit}`;
  return `${verdict}: ${of} ${baseline.toPrecision(4)} → ${comparison.toPrecision(4)} ${unit}${by}${within}, p ${p.toPrecision(2)}`;
}

function compareTests(baseline: TestRun, comparison: TestRun): CompareTestRunsResult {
  const { verdict, new: added, fixed, persisting, reservations } = compareFindings(baseline, comparison);
  return {
    status: 'success',
    verdict,
    summary: [
      ...added.map(({ severity, message }) => `new: ${severity} ${message}`),
      ...fixed.map(({ severity, message }) => `fixed: ${severity} ${message}`),
      `${persisting.length} persist.`,
      ...reservations.map((reservation) => `${reservation}.`),
    ],
    figures: [],
    findings: { new: added.map(keyOf), fixed: fixed.map(keyOf), persisting: persisting.map(keyOf) },
  };
}

function keyOf({ key }: { readonly key: string }): string {
  return key;
}
