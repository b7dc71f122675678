import type { LatencyHistogram } from '@mockloop/analyzer';

export interface SaturationFigures {
  /** Absent in the closed model. */
  readonly lag?: LatencyHistogram | undefined;
  readonly response: LatencyHistogram;
  readonly utilization: number;
  readonly due: number;
  readonly sent: number;
  readonly maxConnections: number;
  readonly localLimit?: string | undefined;
}

const MAX_UTILIZATION = 0.85;
const MIN_ACHIEVED = 0.99;
const MAX_LAG_SHARE = 0.1;
/** A thread of a shared machine is two milliseconds late now and then; five are too many for any answer. */
const MIN_LAG_LIMIT_US = 2000;
const MAX_LAG_LIMIT_US = 5000;

/** Why the measuring side was too busy for its figures to be trusted. Empty when it was not. */
export function findSaturation(figures: SaturationFigures): readonly string[] {
  const { utilization, localLimit } = figures;
  return [
    ...lateness(figures),
    ...(utilization > MAX_UTILIZATION
      ? [`A worker was busy for ${percent(utilization)} of the time: use more workers, or more machines.`]
      : []),
    ...missing(figures),
    ...(localLimit === undefined ? [] : [`This machine had no more room for connections (${localLimit}).`]),
  ];
}

function lateness({ lag, response }: SaturationFigures): readonly string[] {
  const late = lag?.percentile(99) ?? 0;
  const typical = response.percentile(50);
  const share = typical === undefined ? MAX_LAG_LIMIT_US : typical * MAX_LAG_SHARE;
  const limit = Math.min(MAX_LAG_LIMIT_US, Math.max(MIN_LAG_LIMIT_US, share));
  if (late <= limit) return [];
  return [`One request in a hundred was sent ${show(late)} ms late or more; up to ${show(limit)} ms do not distort.`];
}

function missing({ lag, due, sent, maxConnections }: SaturationFigures): readonly string[] {
  if (lag === undefined || due === 0 || sent >= due * MIN_ACHIEVED) return [];
  return [`Only ${sent} of ${due} requests that were due were sent, over ${maxConnections} connections at most.`];
}

function show(microseconds: number): string {
  return (microseconds / 1000).toFixed(1);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
