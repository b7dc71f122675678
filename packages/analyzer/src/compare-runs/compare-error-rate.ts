import { type BlockCounts, compareShares } from '../statistics/compare-shares.ts';
import type { Estimate } from './estimate.ts';

/** A change counts from one in a thousand requests on. */
const SMALLEST = 0.001;
/** Of normal values, this share is within one standard deviation. */
const ONE_DEVIATION = 0.6827;

/** Failed requests of those that were sent. */
export interface ErrorCounts {
  /** One for each piece of time, or one for all. */
  readonly blocks: readonly BlockCounts[];
  readonly seconds: number;
}

/** Whether a greater share of requests failed. Absent where nothing was sent. */
export function compareErrorRate(a: ErrorCounts, b: ErrorCounts): Estimate | undefined {
  const baseline = shareOf(a);
  const comparison = shareOf(b);
  if (Number.isNaN(baseline) || Number.isNaN(comparison)) return undefined;
  const { difference, p, interval } = compareShares(a.blocks, b.blocks);
  const [low, high] = interval(ONE_DEVIATION);
  return {
    metric: 'error_rate',
    unit: 'share',
    baseline,
    comparison,
    change: difference,
    error: (high - low) / 2,
    interval,
    p,
    threshold: SMALLEST,
    worse: 'more',
    seconds: Math.min(a.seconds, b.seconds),
  };
}

function shareOf({ blocks }: ErrorCounts): number {
  return blocks.reduce((sum, { count }) => sum + count, 0) / blocks.reduce((sum, { total }) => sum + total, 0);
}
