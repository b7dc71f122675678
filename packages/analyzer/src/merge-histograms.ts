import type { DurationHistogram } from '@mockloop/log-store';

/** One histogram of all durations of several. */
export function mergeHistograms(histograms: readonly DurationHistogram[]): DurationHistogram {
  const counts = new Map<number, number>();
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const histogram of histograms) {
    for (const [bucket, count] of histogram.buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
    sum += histogram.sum;
    min = Math.min(min, histogram.min);
    max = Math.max(max, histogram.max);
  }
  return { buckets: [...counts].toSorted(([a], [b]) => a - b), sum, min, max };
}
