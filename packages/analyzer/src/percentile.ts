import { type DurationHistogram, durationOfBucket } from '@mockloop/log-store';

/**
 * The duration that `percent` of all do not exceed (nearest rank), in milliseconds: within 1 % of the exact one, and
 * exact for the shortest and the longest. Absent when nothing was measured.
 *
 * @param percent Above 0, up to 100.
 */
export function percentile(durations: DurationHistogram, percent: number): number | undefined {
  const total = durations.buckets.reduce((sum, [, count]) => sum + count, 0);
  const rank = Math.ceil((percent / 100) * total);
  if (total === 0) return undefined;
  if (rank <= 1) return durations.min;
  if (rank >= total) return durations.max;
  let seen = 0;
  for (const [bucket, count] of durations.buckets) {
    seen += count;
    if (seen >= rank) return Math.min(durations.max, Math.max(durations.min, durationOfBucket(bucket)));
  }
  return durations.max;
}
