import { countErrors } from '../compare-runs/run-samples.ts';
import { changePoints } from '../statistics/change-points.ts';
import { mannKendall } from '../statistics/kendall.ts';
import { median } from '../statistics/median.ts';
import { theilSen } from '../statistics/theil-sen.ts';
import type { AnalyzedLoadRun, AnalyzedRun, AnalyzedTestRun } from './analyzed-run.ts';

/** How a figure went over several runs, ready for JSON. */
export interface Trend {
  readonly metric: string;
  /** `ms`, `share`, `per_second`, `findings` */
  readonly unit: string;
  readonly run_ids: readonly string[];
  /** In the order of the runs. */
  readonly values: readonly number[];
  /** `unclear`: fewer than four runs, or no steady movement. */
  readonly direction: 'rising' | 'falling' | 'steady' | 'unclear';
  /** From one run to the next: the median of all pairs (Theil-Sen). */
  readonly per_run: number;
  /** How probable it is that there is no trend (Mann-Kendall). */
  readonly p: number;
  /** Runs since which it is another. */
  readonly changes: readonly { readonly run_id: string; readonly before: number; readonly after: number }[];
}

const MAX_RUNS = 30;
/** Smaller movements over all runs count for nothing. */
const SMALLEST = 0.03;

/** @param runs In the order of time; only runs of one kind, of the same server and machine, make a trend. The newest 30 count. */
export function trendsOf(runs: readonly AnalyzedRun[]): Trend[] {
  return [...Map.groupBy(runs, seriesOf).values()].flatMap((group) => {
    const recent = group.slice(-MAX_RUNS);
    return recent.length < 2 ? [] : METRICS.flatMap((metric) => trendOf(recent, metric) ?? []);
  });
}

function seriesOf(run: AnalyzedRun): string {
  if (run.kind !== 'load') return JSON.stringify([run.kind, run.plan.server_url]);
  const { model, target_rate, concurrent_users, machine } = run.result;
  return JSON.stringify([run.kind, run.server_url, model, target_rate, concurrent_users, machine?.fingerprint]);
}

interface Metric {
  readonly metric: string;
  readonly unit: string;
  readonly figureOf: (run: AnalyzedRun) => number | undefined;
}

const ofLoad =
  (figureOf: (load: AnalyzedLoadRun['result']) => number | undefined): Metric['figureOf'] =>
  (run) =>
    run.kind === 'load' && run.result.saturated === undefined ? figureOf(run.result) : undefined;

const ofTest =
  (figureOf: (run: AnalyzedTestRun) => number): Metric['figureOf'] =>
  (run) =>
    run.kind === 'load' ? undefined : figureOf(run);

const METRICS: readonly Metric[] = [
  { metric: 'p50', unit: 'ms', figureOf: ofLoad(({ response }) => response.p50_ms) },
  { metric: 'p95', unit: 'ms', figureOf: ofLoad(({ response }) => response.p95_ms) },
  { metric: 'p99', unit: 'ms', figureOf: ofLoad(({ response }) => response.p99_ms) },
  {
    metric: 'error_rate',
    unit: 'share',
    figureOf: ofLoad(({ errors, sent }) => (sent === 0 ? undefined : countErrors(errors) / sent)),
  },
  { metric: 'throughput', unit: 'per_second', figureOf: ofLoad(({ achieved_rate }) => achieved_rate) },
  {
    metric: 'causes',
    unit: 'findings',
    figureOf: ofTest(({ clusters }) => clusters.filter(({ severity }) => severity !== 'info').length),
  },
];

function trendOf(runs: readonly AnalyzedRun[], { metric, unit, figureOf }: Metric): Trend | undefined {
  const points = runs.flatMap((run) => {
    const value = figureOf(run);
    return value === undefined ? [] : { id: run.id, value };
  });
  if (points.length < 2) return undefined;
  const values = points.map(({ value }) => value);
  const perRun = theilSen(values);
  const p = mannKendall(values);
  return {
    metric,
    unit,
    run_ids: points.map(({ id }) => id),
    values,
    direction: directionOf(values, perRun, p),
    per_run: perRun,
    p,
    changes: changePoints(values, { seed: 1 }).flatMap(({ index, before, after }) => {
      const id = points[index]?.id;
      return id === undefined ? [] : { run_id: id, before, after };
    }),
  };
}

function directionOf(values: readonly number[], perRun: number, p: number): Trend['direction'] {
  const movement = Math.abs(perRun) * (values.length - 1);
  const counts = movement > SMALLEST * Math.abs(median(values));
  if (values.length >= 4 && p < 0.05 && counts) return perRun > 0 ? 'rising' : 'falling';
  const spread = Math.max(...values) - Math.min(...values);
  return spread <= SMALLEST * Math.abs(median(values)) ? 'steady' : 'unclear';
}
