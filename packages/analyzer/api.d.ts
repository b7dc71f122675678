import { DurationHistogram, LogDimension, LogEntry, LogGroup, LogTimeRange } from "@mockloop/log-store";
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
/** An operation of a document, as far as it can be covered. */
interface DeclaredOperation {
  /** `GET /pets/{petId}` */
  readonly key: string;
  readonly operationId?: string | undefined;
  /** As the document writes them: `200`, `4XX`, `default`. */
  readonly statuses: readonly string[];
}
/** How much of a document was called. Percentages are from 0 to 100, and absent where the document declares nothing. */
interface Coverage {
  readonly operations: {
    readonly total: number;
    readonly called: number;
    readonly percentage?: number;
    /** Those that were not, in document order; cut after 1000. */
    readonly not_called: readonly string[];
  };
  /** Responses that the document declares, each of each operation. */
  readonly statuses: {
    readonly total: number;
    readonly seen: number;
    readonly percentage?: number;
    /** What operations answered though the document does not declare it. */
    readonly undeclared: readonly {
      readonly operation: string;
      readonly status: number;
      readonly count: number;
    }[];
  };
}
/** Why a request counts as failed. */
interface FailureReason {
  /** `server_error`: 5xx. `violation`: it broke the document. `no_operation`: the document has no such operation. */
  readonly kind: "server_error" | "violation" | "no_operation";
  readonly message: string;
}
/** One failed request. */
interface FailedRequest {
  readonly id: string;
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** `GET /pets/{petId}` */
  readonly operation: string;
  readonly status: number;
  readonly response_time_ms: number;
  readonly reasons: readonly FailureReason[];
}
/** What failed requests of one operation have in common. */
interface FailureGroup extends FailureReason {
  readonly count: number;
  /** The id of the first entry of them that was looked at. */
  readonly example_id: string;
}
/** The rule, for people who read a report. */
declare const FAILURE_RULE = "A request counts as failed when it was answered with 5xx, when it broke the document, or when the document has no such operation and nothing else was told to answer it.";
/** Why a request counts as failed; empty where it does not. */
declare function failureReasons(entry: LogEntry): readonly FailureReason[];
/** What is known of failed requests, however many entries were looked at. */
interface FailureTally {
  /** How many entries were looked at. */
  readonly entries: number;
  readonly failed: number;
  /** By operation: `GET /pets/{petId}`. */
  readonly byOperation: ReadonlyMap<string, OperationFailures>;
  /** Some of them, in the order in which they were added. */
  readonly requests: readonly FailedRequest[];
}
interface OperationFailures {
  readonly failed: number;
  /** The most frequent first. */
  readonly reasons: readonly FailureGroup[];
}
/** Collects failed requests of a log that is read bit by bit, in bounded memory. */
declare class FailureCollector {
  #private;
  add(entry: LogEntry): void;
  tally(): FailureTally;
}
/**
 * The duration that `percent` of all do not exceed (nearest rank), in milliseconds: within 1 % of the exact one, and
 * exact for the shortest and the longest. Absent when nothing was measured.
 *
 * @param percent Above 0, up to 100.
 */
declare function percentile(durations: DurationHistogram, percent: number): number | undefined;
interface TestReportInput {
  /** The groups of `LogStore.groups(filter, 'endpoint')`. */
  readonly endpoints: readonly LogGroup[];
  /** Of the same entries. */
  readonly failures: FailureTally;
  readonly operations: readonly DeclaredOperation[];
  readonly timeRange?: LogTimeRange | undefined;
}
/** What the requests of a test came to, ready for JSON. Figures that were not measured are absent. */
interface TestReport extends Figures {
  /** `failed`: at least one request failed. */
  readonly status: "passed" | "failed";
  /** When a request counts as failed: for people. */
  readonly failure_rule: string;
  readonly failed_requests: number;
  readonly passed_requests: number;
  /** ISO 8601 in UTC. */
  readonly earliest?: string;
  readonly latest?: string;
  /** What was called, the most called first. */
  readonly operations: readonly OperationReport[];
  /** Some of the requests that failed, the newest first; `failed_requests` counts all. */
  readonly failures: readonly FailedRequest[];
  readonly coverage: Coverage;
  /** How many entries were looked at for failures; all of them unless it is less than `total_requests`. */
  readonly checked_requests: number;
}
interface OperationReport extends KeyFigures {
  readonly operation_id?: string;
  /** Whether the document has it. */
  readonly declared: boolean;
  readonly failed_requests: number;
  /** Why, the most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** How often it was answered with which status. */
  readonly statuses: Readonly<Record<string, number>>;
}
/** Sums up what was called, what of it failed and why, and how much of the document was called at all. */
declare function testReport({ endpoints, failures, operations, timeRange }: TestReportInput): TestReport;
/** Times are milliseconds since the epoch. */
interface TimeIntervals {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** How much time one point stands for, in milliseconds. */
  readonly stepMs: number;
}
/** How many requests arrived in one interval. */
interface VolumePoint {
  /** When the interval begins: ISO 8601 in UTC. */
  readonly time: string;
  readonly total_requests: number;
  readonly total_errors: number;
}
/** How long the answers took to requests that arrived in one interval, in milliseconds; absent where there was none. */
interface ResponseTimePoint {
  readonly time: string;
  readonly average_ms?: number;
  readonly p50_ms?: number;
  readonly p90_ms?: number;
  readonly p95_ms?: number;
  readonly p99_ms?: number;
}
/** Both of one interval. */
interface TrafficPoint extends VolumePoint {
  readonly average_ms?: number;
}
/**
 * The same groups by the interval that they fall into, by the beginnings of the intervals; those without a request have none.
 *
 * @param groups By second, minute or hour.
 */
declare function groupByInterval(groups: readonly LogGroup[], range: TimeIntervals): ReadonlyMap<number, readonly LogGroup[]>;
/** @param groups Those of the interval, by any dimension. */
declare function volumePoint(start: number, groups: readonly LogGroup[]): VolumePoint;
/** @param groups Those of the interval, by any dimension. */
declare function responseTimePoint(start: number, groups: readonly LogGroup[]): ResponseTimePoint;
/** @param groups Those of the interval, by any dimension. */
declare function trafficPoint(start: number, groups: readonly LogGroup[]): TrafficPoint;
export { type AnalyzeLogOptions, type Coverage, type DeclaredOperation, type Distribution, type EndpointFigures, type ErrorFigures, FAILURE_RULE, type FailedRequest, FailureCollector, type FailureGroup, type FailureReason, type FailureTally, type Figures, type KeyFigures, type LogAnalysis, type OperationFailures, type OperationReport, type PerformanceFigures, type ResponseTimePoint, type StatusClasses, type StatusErrors, type TestReport, type TestReportInput, type TimeIntervals, type TimeRange, type TrafficPoint, type VolumePoint, analyzeLog, failureReasons, groupByInterval, percentile, responseTimePoint, summarize, summarizeByKey, testReport, trafficPoint, volumePoint };