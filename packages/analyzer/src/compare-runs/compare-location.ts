import type { CountedValues } from '../statistics/counted-values.ts';
import { quantile } from '../statistics/counted-values.ts';
import { type RankShiftSamples, rankShift } from '../statistics/rank-shift.ts';
import type { Estimate } from './estimate.ts';

/** A shift counts from 3 % of the median on, but never below what no caller notices. */
const RELATIVE = 0.03;
const ABSOLUTE_MS = 0.2;

/** Whether answers as a whole became slower: also tells how far the measured values depend on each other. */
export function compareLocation(samples: RankShiftSamples, seconds: number): Estimate & { dependence: number } {
  const { shift, error, p, interval, dependence } = rankShift(samples);
  const baseline = medianOf(samples.a);
  return {
    metric: 'response_time',
    unit: 'ms',
    baseline,
    comparison: medianOf(samples.b),
    change: shift,
    error,
    interval,
    p,
    threshold: Math.max(RELATIVE * baseline, ABSOLUTE_MS),
    worse: 'more',
    seconds,
    dependence,
  };
}

function medianOf(values: CountedValues): number {
  return quantile(values, 0.5);
}
