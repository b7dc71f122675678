import { durationOfBucket, type LogGroup } from '@mockloop/log-store';
import { mergeHistograms } from './merge-histograms.ts';
import { percentile } from './percentile.ts';

/** How long answers took, in milliseconds. Percentiles are within 1 %, all else is exact. */
export interface PerformanceFigures {
  readonly total_measured: number;
  readonly average_ms: number;
  readonly min_ms: number;
  readonly max_ms: number;
  readonly median_ms: number;
  readonly p50_ms: number;
  readonly p90_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  /** How many answers took how long; within 1 % of the bounds either side may be meant. */
  readonly performance_distribution: {
    readonly fast_under_100ms: number;
    readonly medium_100_500ms: number;
    readonly slow_over_500ms: number;
  };
}

/** How many answers had a status of which class. */
export interface StatusClasses {
  readonly informational_1xx: number;
  readonly success_2xx: number;
  readonly redirection_3xx: number;
  readonly client_error_4xx: number;
  readonly server_error_5xx: number;
}

/** The figures of a set of exchanges. Rates and durations are absent where there was no exchange to measure. */
export interface Figures {
  readonly total_requests: number;
  readonly total_errors: number;
  /** Share of answers with a status of 400 or more, from 0 to 1. */
  readonly error_rate?: number;
  /** Share of answers with a status of 200 to 299, from 0 to 1. */
  readonly success_rate?: number;
  readonly categories: StatusClasses;
  readonly performance?: PerformanceFigures;
}

/** The figures of one key of a dimension, e.g. of one endpoint. */
export interface KeyFigures extends Figures {
  readonly key: string;
}

/** The figures of all groups together. */
export function summarize(groups: readonly LogGroup[]): Figures {
  const total = countOf(groups);
  const errors = countOf(groups.filter(({ status }) => status >= 400));
  const categories = statusClasses(groups);
  return {
    total_requests: total,
    total_errors: errors,
    ...(total > 0 && { error_rate: errors / total, success_rate: categories.success_2xx / total }),
    categories,
    ...(total > 0 && { performance: performanceOf(groups) }),
  };
}

/** The figures of each key (endpoint, session, hour …), the most requests first. */
export function summarizeByKey(groups: readonly LogGroup[]): KeyFigures[] {
  const byKey = Map.groupBy(groups, ({ key }) => key);
  return [...byKey]
    .map(([key, ofKey]) => ({ key, ...summarize(ofKey) }))
    .toSorted((a, b) => b.total_requests - a.total_requests);
}

export function countOf(groups: readonly LogGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

function statusClasses(groups: readonly LogGroup[]): StatusClasses {
  const ofClass = (digit: number): number => countOf(groups.filter(({ status }) => Math.floor(status / 100) === digit));
  return {
    informational_1xx: ofClass(1),
    success_2xx: ofClass(2),
    redirection_3xx: ofClass(3),
    client_error_4xx: ofClass(4),
    server_error_5xx: ofClass(5),
  };
}

function performanceOf(groups: readonly LogGroup[]): PerformanceFigures {
  const durations = mergeHistograms(groups.map((group) => group.durations));
  const total = countOf(groups);
  const between = (low: number, high: number): number =>
    durations.buckets
      .filter(([bucket]) => durationOfBucket(bucket) >= low && durationOfBucket(bucket) < high)
      .reduce((sum, [, count]) => sum + count, 0);
  const at = (percent: number): number => percentile(durations, percent) ?? durations.max;
  return {
    total_measured: total,
    average_ms: durations.sum / total,
    min_ms: durations.min,
    max_ms: durations.max,
    median_ms: at(50),
    p50_ms: at(50),
    p90_ms: at(90),
    p95_ms: at(95),
    p99_ms: at(99),
    performance_distribution: {
      fast_under_100ms: between(0, 100),
      medium_100_500ms: between(100, 500),
      slow_over_500ms: between(500, Number.POSITIVE_INFINITY),
    },
  };
}
