import {
  analyzeLog,
  type KeyFigures,
  type LogAnalysis,
  type ResponseTimePoint,
  responseTimePoint,
  type TimeIntervals,
  type VolumePoint,
  volumePoint,
} from '@mockloop/analyzer';
import type { LogFilter, LogStore } from '@mockloop/log-store';
import { readIntervals } from './read-intervals.ts';

export const TIME_RANGES = ['1h', '6h', '24h', '7d', '30d'] as const;
type TimeRangeName = (typeof TIME_RANGES)[number];

export const CHART_TYPES = ['overview', 'requests', 'status', 'endpoints', 'performance'] as const;
type ChartType = (typeof CHART_TYPES)[number];

/** What a page draws. Only what was asked for is there. */
export interface Charts {
  readonly range: TimeIntervals;
  readonly request_volume?: readonly VolumePoint[] | undefined;
  readonly status_distribution?: readonly StatusShare[] | undefined;
  readonly top_endpoints?: readonly KeyFigures[] | undefined;
  readonly response_times?: readonly ResponseTimePoint[] | undefined;
}

interface StatusShare {
  readonly status: number;
  readonly count: number;
  /** Of all requests, 0 to 100. */
  readonly percentage: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long each is, and how long its intervals are. */
const RANGES: Readonly<Record<TimeRangeName, readonly [length: number, step: number]>> = {
  '1h': [HOUR_MS, MINUTE_MS],
  '6h': [6 * HOUR_MS, 5 * MINUTE_MS],
  '24h': [24 * HOUR_MS, HOUR_MS],
  '7d': [168 * HOUR_MS, 6 * HOUR_MS],
  '30d': [720 * HOUR_MS, 24 * HOUR_MS],
};

/** The last of them has not ended yet. */
function intervalsBefore(now: number, length: number, stepMs: number): TimeIntervals {
  const to = Math.floor(now / stepMs) * stepMs + stepMs;
  return { from: to - length, to, stepMs };
}

export interface ChartOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly range: TimeRangeName;
  readonly type: ChartType;
  /** How many endpoints. */
  readonly limit: number;
}

/** What happened in a stretch of time up to now. */
export async function readCharts(
  logs: LogStore,
  filter: LogFilter,
  { now, range: name, type, limit }: ChartOptions,
): Promise<Charts> {
  const [length, stepMs] = RANGES[name];
  const wants = (...types: ChartType[]): boolean => type === 'overview' || types.includes(type);
  const range = intervalsBefore(now, length, stepMs);
  const window = { ...filter, timeFrom: range.from, timeTo: range.to };
  const intervals = wants('requests', 'performance') ? [...(await readIntervals(logs, filter, range))] : [];
  const analysis = wants('status', 'endpoints') ? analyzeLog(await logs.groups(window, 'endpoint')) : undefined;
  return {
    range,
    ...(wants('requests') && { request_volume: intervals.map(([start, groups]) => volumePoint(start, groups)) }),
    ...(wants('status') && { status_distribution: statusShares(analysis) }),
    ...(wants('endpoints') && { top_endpoints: analysis?.groups.slice(0, limit) ?? [] }),
    ...(wants('performance') && {
      response_times: intervals.map(([start, groups]) => responseTimePoint(start, groups)),
    }),
  };
}

function statusShares(analysis: LogAnalysis | undefined): readonly StatusShare[] {
  const { distribution = {}, percentages = {} } = analysis?.status_codes ?? {};
  return Object.entries(distribution)
    .map(([status, count]) => ({ status: Number(status), count, percentage: percentages[status] ?? 0 }))
    .toSorted((a, b) => b.count - a.count);
}
