import type { LogGroup } from '@mockloop/log-store';
import { summarize } from './summarize.ts';

/** Times are milliseconds since the epoch. */
export interface TimeIntervals {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** How much time one point stands for, in milliseconds. */
  readonly stepMs: number;
}

/** How many requests arrived in one interval. */
export interface VolumePoint {
  /** When the interval begins: ISO 8601 in UTC. */
  readonly time: string;
  readonly total_requests: number;
  readonly total_errors: number;
}

/** How long the answers took to requests that arrived in one interval, in milliseconds; absent where there was none. */
export interface ResponseTimePoint {
  readonly time: string;
  readonly average_ms?: number;
  readonly p50_ms?: number;
  readonly p90_ms?: number;
  readonly p95_ms?: number;
  readonly p99_ms?: number;
}

/** Both of one interval. */
export interface TrafficPoint extends VolumePoint {
  readonly average_ms?: number;
}

/** When each interval begins. */
function intervalsOf({ from, to, stepMs }: TimeIntervals): readonly number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / stepMs)) }, (_, index) => from + index * stepMs);
}

/**
 * The same groups by the interval that they fall into, by the beginnings of the intervals; those without a request have none.
 *
 * @param groups By second, minute or hour.
 */
export function groupByInterval(
  groups: readonly LogGroup[],
  range: TimeIntervals,
): ReadonlyMap<number, readonly LogGroup[]> {
  const { from, to, stepMs } = range;
  const timed = groups.map((group) => ({ group, time: Date.parse(group.key) }));
  const inside = timed.filter(({ time }) => time >= from && time < to);
  const found = Map.groupBy(inside, ({ time }) => from + Math.floor((time - from) / stepMs) * stepMs);
  return new Map(intervalsOf(range).map((start) => [start, (found.get(start) ?? []).map(({ group }) => group)]));
}

/** @param groups Those of the interval, by any dimension. */
export function volumePoint(start: number, groups: readonly LogGroup[]): VolumePoint {
  const { total_requests, total_errors } = summarize(groups);
  return { time: new Date(start).toISOString(), total_requests, total_errors };
}

/** @param groups Those of the interval, by any dimension. */
export function responseTimePoint(start: number, groups: readonly LogGroup[]): ResponseTimePoint {
  const { performance } = summarize(groups);
  const time = new Date(start).toISOString();
  if (performance === undefined) return { time };
  const { average_ms, p50_ms, p90_ms, p95_ms, p99_ms } = performance;
  return { time, average_ms, p50_ms, p90_ms, p95_ms, p99_ms };
}

/** @param groups Those of the interval, by any dimension. */
export function trafficPoint(start: number, groups: readonly LogGroup[]): TrafficPoint {
  const { total_requests, total_errors, performance } = summarize(groups);
  const time = new Date(start).toISOString();
  return { time, total_requests, total_errors, ...(performance && { average_ms: performance.average_ms }) };
}
