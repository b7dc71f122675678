import { countErrors } from '../compare-runs/run-samples.ts';
import { changePoints } from '../statistics/change-points.ts';
import { median, scaledMad } from '../statistics/median.ts';
import type { AnalyzedLoad } from './analyzed-run.ts';

/** Something within a run that is not as the rest of it. */
export interface ResultAnomaly {
  readonly what: string;
  readonly evidence: string;
}

/** Robust deviations from the median of all seconds, on logarithms. */
const FAR_OUT = 6;
/** Deviation of logarithms that is taken at least. */
const SMALLEST_DEVIATION = 0.05;
/** Smaller differences are no news, in milliseconds. */
const SMALLEST_MS = 5;
const FEWEST_SECONDS = 8;
/** A level counts as changed from this share on. */
const LEVEL = 0.2;
const MAX_NAMED = 10;

/** Seconds that were far slower than the others, times from which on all were, and bursts of errors. */
export function loadAnomalies({ series, stages = [] }: AnalyzedLoad): ResultAnomaly[] {
  const points = series.flatMap(({ level, p95_ms }, second) =>
    p95_ms === undefined ? [] : { second, p95: p95_ms, level },
  );
  // Where the load changes by plan, so do the figures.
  const isLevel = new Set(points.flatMap(({ level }) => level ?? [])).size <= 1 && stages.length <= 1;
  if (!isLevel || points.length < FEWEST_SECONDS) return [];
  return [...slowSeconds(points), ...changedLevels(points), ...errorBursts(series)];
}

interface SecondPoint {
  readonly second: number;
  readonly p95: number;
}

function slowSeconds(points: readonly SecondPoint[]): ResultAnomaly[] {
  const logs = points.map(({ p95 }) => Math.log1p(p95));
  const usual = median(logs);
  const deviation = Math.max(SMALLEST_DEVIATION, scaledMad(logs, usual));
  const usualMs = Math.expm1(usual);
  const slow = points.filter(
    ({ p95 }) => (Math.log1p(p95) - usual) / deviation > FAR_OUT && p95 - usualMs >= SMALLEST_MS,
  );
  if (slow.length === 0) return [];
  const worst = Math.max(...slow.map(({ p95 }) => p95));
  const named = slow.slice(0, MAX_NAMED).map(({ second }) => second);
  return [
    {
      what: `${slow.length} of ${points.length} seconds were far slower than the others`,
      evidence: `p95 up to ${worst.toFixed(1)} ms, ${usualMs.toFixed(1)} ms usually: second ${named.join(', ')}`,
    },
  ];
}

function changedLevels(points: readonly SecondPoint[]): ResultAnomaly[] {
  const changes = changePoints(
    points.map(({ p95 }) => p95),
    { seed: 1, smallest: LEVEL, fewest: 4 },
  );
  return changes
    .filter(({ before, after }) => Math.abs(after - before) >= SMALLEST_MS)
    .map(({ index, before, after, p }) => ({
      what: `From second ${points[index]?.second ?? index} on, answers were ${after > before ? 'slower' : 'faster'}`,
      evidence: `median p95 ${before.toFixed(1)} ms before, ${after.toFixed(1)} ms after (p ${p.toPrecision(2)})`,
    }));
}

/** Errors that came together, where most seconds had none. */
function errorBursts(series: AnalyzedLoad['series']): ResultAnomaly[] {
  const counts = series.map(({ errors }) => countErrors(errors));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const failing = counts.flatMap((count, second) => (count > 0 ? second : []));
  if (total < 10 || failing.length * 4 > series.length) return [];
  return [
    {
      what: `${total} errors came in ${failing.length} of ${series.length} seconds`,
      evidence: `second ${failing.slice(0, MAX_NAMED).join(', ')}`,
    },
  ];
}
