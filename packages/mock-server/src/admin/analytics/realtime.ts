import { summarize, type TrafficPoint, trafficPoint } from '@mockloop/analyzer';
import type { LogFilter, LogStore } from '@mockloop/log-store';
import { readIntervals } from './read-intervals.ts';

export interface RecentTraffic {
  readonly recent_requests: number;
  readonly error_count: number;
  /** Absent without a request. */
  readonly avg_response_time_ms?: number | undefined;
  readonly p95_response_time_ms?: number | undefined;
  /** One point each second. */
  readonly series: readonly TrafficPoint[];
}

export const WINDOW_MS = 300_000;
const SECOND_MS = 1_000;

/** The traffic of the last five minutes. */
export async function recentTraffic(logs: LogStore, filter: LogFilter, now: number): Promise<RecentTraffic> {
  const to = Math.floor(now / SECOND_MS) * SECOND_MS + SECOND_MS;
  const seconds = [...(await readIntervals(logs, filter, { from: to - WINDOW_MS, to, stepMs: SECOND_MS }))];
  const { total_requests, total_errors, performance } = summarize(seconds.flatMap(([, groups]) => groups));
  return {
    recent_requests: total_requests,
    error_count: total_errors,
    avg_response_time_ms: performance?.average_ms,
    p95_response_time_ms: performance?.p95_ms,
    series: seconds.map(([start, groups]) => trafficPoint(start, groups)),
  };
}
