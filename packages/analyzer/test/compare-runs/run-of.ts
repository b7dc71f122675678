import { type ComparedRun, LatencyHistogram } from '../../src/index.ts';

export interface SecondOf {
  /** In milliseconds. */
  readonly latencies: readonly number[];
  readonly errors?: number;
}

/** A run that answered like this in each of its seconds. */
export function runOf(seconds: readonly SecondOf[], more: Partial<ComparedRun> = {}): ComparedRun {
  const series = seconds.map(({ latencies, errors = 0 }) => ({
    sent: latencies.length,
    answered: latencies.length,
    errors: { '5xx': errors },
    histogram: histogramOf(latencies).toJSON(),
  }));
  const sent = series.reduce((sum, second) => sum + second.sent, 0);
  return {
    model: 'open',
    sent,
    answered: sent,
    errors: { '5xx': seconds.reduce((sum, { errors = 0 }) => sum + errors, 0) },
    response: { histogram: histogramOf(seconds.flatMap(({ latencies }) => latencies)).toJSON() },
    series,
    ...more,
  };
}

export function histogramOf(latencies: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const latency of latencies) histogram.record(latency * 1_000);
  return histogram;
}
