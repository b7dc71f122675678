import type { LogDimension, LogGroup } from '@mockloop/log-store';
import { type Distribution, distributionOf } from './distribution.ts';
import { type ErrorFigures, errorFigures } from './error-figures.ts';
import { insightsOf } from './insights.ts';
import { type Figures, type KeyFigures, type StatusClasses, summarize, summarizeByKey } from './summarize.ts';

export interface AnalyzeLogOptions {
  /** When the first and the last of the exchanges arrived, in milliseconds since the epoch. Absent when not known. */
  readonly timeRange?: { readonly earliest: number; readonly latest: number } | undefined;
  /** The same exchanges by another dimension; their figures become `groups`. Default: by endpoint. */
  readonly grouped?: { readonly by: LogDimension; readonly groups: readonly LogGroup[] } | undefined;
}

/** What a log tells, ready for JSON. Figures that were not measured are absent. */
export interface LogAnalysis extends Omit<Figures, 'categories'> {
  readonly time_range?: TimeRange;
  readonly methods: Distribution;
  readonly status_codes: Distribution & {
    readonly categories: StatusClasses;
    readonly success_rate?: number;
    readonly error_rate?: number;
  };
  readonly endpoints: EndpointFigures;
  readonly errors: ErrorFigures;
  readonly group_by: LogDimension;
  /** One for each key of the dimension, the most requests first. */
  readonly groups: readonly KeyFigures[];
  /** Sentences for people on what stands out. */
  readonly insights: readonly string[];
}

export interface TimeRange {
  /** ISO 8601 in UTC. */
  readonly earliest: string;
  readonly latest: string;
  readonly duration_seconds: number;
  /** Absent when all exchanges arrived at one moment. */
  readonly requests_per_second?: number;
}

/** The ten endpoints that stand out in each way, e.g. `GET /pets/{petId}`. */
export interface EndpointFigures {
  readonly total_unique_endpoints: number;
  readonly most_accessed: readonly KeyFigures[];
  /** By their 95th percentile. */
  readonly slowest: readonly KeyFigures[];
  /** By their number of errors; only those that have any. */
  readonly most_failing: readonly KeyFigures[];
}

const TOP = 10;

/** @param endpoints The groups of `LogStore.groups(filter, 'endpoint')`. */
export function analyzeLog(endpoints: readonly LogGroup[], options: AnalyzeLogOptions = {}): LogAnalysis {
  const { categories, ...figures } = summarize(endpoints);
  const byEndpoint = summarizeByKey(endpoints);
  const { by, groups } = options.grouped ?? { by: 'endpoint', groups: endpoints };
  const { total_requests, error_rate, success_rate } = figures;
  const analysis: LogAnalysis = {
    ...figures,
    ...(options.timeRange && { time_range: timeRangeOf(options.timeRange, total_requests) }),
    methods: distributionOf(endpoints, ({ key }) => key.slice(0, key.indexOf(' '))),
    status_codes: {
      ...distributionOf(endpoints, ({ status }) => String(status)),
      categories,
      ...(success_rate !== undefined && { success_rate }),
      ...(error_rate !== undefined && { error_rate }),
    },
    endpoints: endpointFigures(byEndpoint),
    errors: errorFigures(endpoints),
    group_by: by,
    groups: by === 'endpoint' ? byEndpoint : summarizeByKey(groups),
    insights: [],
  };
  return { ...analysis, insights: insightsOf(analysis) };
}

function timeRangeOf({ earliest, latest }: { earliest: number; latest: number }, total: number): TimeRange {
  const seconds = (latest - earliest) / 1_000;
  return {
    earliest: new Date(earliest).toISOString(),
    latest: new Date(latest).toISOString(),
    duration_seconds: seconds,
    ...(seconds > 0 && { requests_per_second: total / seconds }),
  };
}

function endpointFigures(byEndpoint: readonly KeyFigures[]): EndpointFigures {
  const failing = byEndpoint.filter(({ total_errors }) => total_errors > 0);
  const p95 = ({ performance }: KeyFigures): number => performance?.p95_ms ?? 0;
  return {
    total_unique_endpoints: byEndpoint.length,
    most_accessed: byEndpoint.slice(0, TOP),
    slowest: byEndpoint.toSorted((a, b) => p95(b) - p95(a)).slice(0, TOP),
    most_failing: failing.toSorted((a, b) => b.total_errors - a.total_errors).slice(0, TOP),
  };
}
