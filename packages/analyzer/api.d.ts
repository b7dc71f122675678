import { DurationHistogram, LogDimension, LogGroup } from "@mockloop/log-store";
/** How exchanges spread over the values of something. */
interface Distribution {
  readonly distribution: Readonly<Record<string, number>>;
  /** From 0 to 100. */
  readonly percentages: Readonly<Record<string, number>>;
  /** Absent when there was no exchange. */
  readonly most_common?: string;
}
/** The errors of one status. */
interface StatusErrors {
  readonly status: number;
  /** The registered name, e.g. `Not Found`. Absent for a status without one. */
  readonly name?: string;
  readonly category: "client_error" | "server_error";
  readonly count: number;
  /** Of all errors, from 0 to 100. */
  readonly percentage: number;
}
interface ErrorFigures {
  readonly total_errors: number;
  readonly client_errors: number;
  readonly server_errors: number;
  /** Share of all answers, from 0 to 1. Absent when there was none. */
  readonly error_rate?: number;
  /** The most frequent first. */
  readonly by_status_code: readonly StatusErrors[];
  readonly by_endpoint: Distribution["distribution"];
  readonly by_method: Distribution["distribution"];
}
/** How long answers took, in milliseconds. Percentiles are within 1 %, all else is exact. */
interface PerformanceFigures {
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
interface StatusClasses {
  readonly informational_1xx: number;
  readonly success_2xx: number;
  readonly redirection_3xx: number;
  readonly client_error_4xx: number;
  readonly server_error_5xx: number;
}
/** The figures of a set of exchanges. Rates and durations are absent where there was no exchange to measure. */
interface Figures {
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
interface KeyFigures extends Figures {
  readonly key: string;
}
/** The figures of all groups together. */
declare function summarize(groups: readonly LogGroup[]): Figures;
/** The figures of each key (endpoint, session, hour …), the most requests first. */
declare function summarizeByKey(groups: readonly LogGroup[]): KeyFigures[];
interface AnalyzeLogOptions {
  /** When the first and the last of the exchanges arrived, in milliseconds since the epoch. Absent when not known. */
  readonly timeRange?: {
    readonly earliest: number;
    readonly latest: number;
  } | undefined;
  /** The same exchanges by another dimension; their figures become `groups`. Default: by endpoint. */
  readonly grouped?: {
    readonly by: LogDimension;
    readonly groups: readonly LogGroup[];
  } | undefined;
}
/** What a log tells, ready for JSON. Figures that were not measured are absent. */
interface LogAnalysis extends Omit<Figures, "categories"> {
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
interface TimeRange {
  /** ISO 8601 in UTC. */
  readonly earliest: string;
  readonly latest: string;
  readonly duration_seconds: number;
  /** Absent when all exchanges arrived at one moment. */
  readonly requests_per_second?: number;
}
/** The ten endpoints that stand out in each way, e.g. `GET /pets/{petId}`. */
interface EndpointFigures {
  readonly total_unique_endpoints: number;
  readonly most_accessed: readonly KeyFigures[];
  /** By their 95th percentile. */
  readonly slowest: readonly KeyFigures[];
  /** By their number of errors; only those that have any. */
  readonly most_failing: readonly KeyFigures[];
}
/** @param endpoints The groups of `LogStore.groups(filter, 'endpoint')`. */
declare function analyzeLog(endpoints: readonly LogGroup[], options?: AnalyzeLogOptions): LogAnalysis;
/**
 * The duration that `percent` of all do not exceed (nearest rank), in milliseconds: within 1 % of the exact one, and
 * exact for the shortest and the longest. Absent when nothing was measured.
 *
 * @param percent Above 0, up to 100.
 */
declare function percentile(durations: DurationHistogram, percent: number): number | undefined;
export { type AnalyzeLogOptions, type Distribution, type EndpointFigures, type ErrorFigures, type Figures, type KeyFigures, type LogAnalysis, type PerformanceFigures, type StatusClasses, type StatusErrors, type TimeRange, analyzeLog, percentile, summarize, summarizeByKey };