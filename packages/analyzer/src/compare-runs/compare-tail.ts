import { blockBootstrap } from '../statistics/block-bootstrap.ts';
import { joined } from '../statistics/blocks.ts';
import { type BlockCounts, compareShares } from '../statistics/compare-shares.ts';
import { countAbove, quantile } from '../statistics/counted-values.ts';
import { resampledQuantile } from '../statistics/resampled-quantile.ts';
import type { Variance } from '../statistics/welch.ts';
import type { Estimate } from './estimate.ts';
import { logRatio } from './log-ratio.ts';
import type { RunSamples } from './run-samples.ts';

/** A change counts from 5 % on, but never below what no caller notices. */
const RELATIVE = 0.05;
const ABSOLUTE_MS = 0.5;
/** With fewer answers beyond a percentile, it is an accident. */
const FEWEST_BEYOND = 10;
/** Shorter than the clock can tell, in milliseconds. */
const SHORTEST_MS = 0.001;

export interface TailOptions {
  readonly percentile: 95 | 99;
  readonly seed: number;
}

/** Whether the slowest answers became slower. Absent where there are too few. */
export function compareTail(a: RunSamples, b: RunSamples, { percentile, seed }: TailOptions): Estimate | undefined {
  const share = percentile / 100;
  if (Math.min(a.latencies.total, b.latencies.total) * (1 - share) < FEWEST_BEYOND) return undefined;
  const at = ({ latencies }: RunSamples): number => Math.max(SHORTEST_MS, quantile(latencies, share));
  const baseline = at(a);
  const comparison = at(b);
  const variances = [varianceOf(a, share, seed), varianceOf(b, share, seed + 1)] as const;
  return {
    metric: `p${percentile}`,
    unit: 'ms',
    baseline,
    comparison,
    ...logRatio({ baseline, comparison, variances }),
    p: exceedanceTest(a, b, quantile(joined([a.latencies, b.latencies]), share)),
    threshold: Math.max(RELATIVE * baseline, ABSOLUTE_MS),
    worse: 'more',
    seconds: Math.min(a.seconds, b.seconds),
  };
}

function varianceOf({ blocks }: RunSamples, share: number, seed: number): Variance {
  const statistic = resampledQuantile(
    blocks.map(({ latencies }) => latencies),
    share,
  );
  return blockBootstrap(blocks.length, (weights) => Math.log(Math.max(SHORTEST_MS, statistic(weights))), { seed });
}

/** Whether answers beyond a percentile of both runs together are equally frequent in each: it does not depend on how far beyond they are. */
function exceedanceTest(a: RunSamples, b: RunSamples, limit: number): number {
  const counts = (run: RunSamples): BlockCounts[] =>
    run.blocks.map(({ latencies }) => ({ count: countAbove(latencies, limit), total: latencies.total }));
  return compareShares(counts(a), counts(b)).p;
}
