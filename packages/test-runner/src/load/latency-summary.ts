import type { LatencyHistogram } from '@mockloop/analyzer';
import type { LatencySummary } from './load-result.ts';

/** The usual figures of a histogram, in milliseconds. */
export function summarizeLatency(histogram: LatencyHistogram): LatencySummary {
  const { count, mean, max } = histogram;
  if (mean === undefined || max === undefined) return { count, histogram: histogram.toJSON() };
  return {
    count,
    mean_ms: Math.round(mean) / 1000,
    ...percentilesOf(histogram),
    p90_ms: percentileMs(histogram, 90),
    p999_ms: percentileMs(histogram, 99.9),
    max_ms: max / 1000,
    histogram: histogram.toJSON(),
  };
}

/** p50, p95 and p99 in milliseconds. Nothing when nothing was measured. */
export function percentilesOf(histogram: LatencyHistogram): Pick<LatencySummary, 'p50_ms' | 'p95_ms' | 'p99_ms'> {
  if (histogram.count === 0) return {};
  return {
    p50_ms: percentileMs(histogram, 50),
    p95_ms: percentileMs(histogram, 95),
    p99_ms: percentileMs(histogram, 99),
  };
}

function percentileMs(histogram: LatencyHistogram, percent: number): number {
  return (histogram.percentile(percent) ?? 0) / 1000;
}
