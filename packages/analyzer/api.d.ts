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
/** A histogram as JSON: what is empty is left out. */
interface SparseHistogram {
  readonly unit: "us";
  /** Index of a bucket and how many values it holds, in the order of the indexes. */
  readonly counts: readonly (readonly [index: number, count: number])[];
  /** Exact, in microseconds; 0 when there is no value. */
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}
/**
 * Counts latencies in whole microseconds. Buckets are linear within a doubling, so that each percentile is within 0.05 %
 * of the exact one (and exact below 2 ms), and adding two histograms loses nothing.
 */
declare class LatencyHistogram {
  #private;
  get count(): number;
  /** In microseconds. Absent when there is no value. */
  get mean(): number | undefined;
  /** In microseconds. Absent when there is no value. */
  get min(): number | undefined;
  /** In microseconds. Absent when there is no value. */
  get max(): number | undefined;
  /** Allocates only when a value is longer than twice the longest so far. A negative one counts as 0. */
  record(microseconds: number): void;
  /**
   * What `percent` of all values do not exceed (nearest rank), in microseconds. Absent when there is no value.
   *
   * @param percent From 0, the shortest, to 100, the longest.
   */
  percentile(percent: number): number | undefined;
  /** How many values exceed none of these microseconds, as exactly as the buckets allow. */
  countUpTo(microseconds: number): number;
  /** Adds all values of another one. */
  merge(other: LatencyHistogram): void;
  /** Forgets all values, and keeps the memory for the next ones. */
  clear(): void;
  /** Each bucket that holds something, the shortest first: its value in microseconds, and how many it holds. */
  values(): Generator<readonly [microseconds: number, count: number]>;
  toJSON(): SparseHistogram;
  /** @throws {TypeError} When this is no histogram of microseconds. */
  static from(sparse: SparseHistogram): LatencyHistogram;
}
/** How many requests failed. */
interface ErrorsByKind {
  readonly [kind: string]: number | undefined;
}
/** What is compared of a load result. */
interface ComparedRun {
  /** `open`, `closed` */
  readonly model?: string | undefined;
  /** Requests per second that were asked for. */
  readonly target_rate?: number | undefined;
  readonly concurrent_users?: number | undefined;
  readonly sent: number;
  readonly answered: number;
  readonly errors: ErrorsByKind;
  readonly response: {
    readonly histogram: SparseHistogram;
  };
  /** One for each second of the measured time, without the warm-up. */
  readonly series: readonly ComparedSecond[];
  readonly operations?: readonly ComparedOperation[] | undefined;
  /** What it was measured on: only runs with the same fingerprint can be compared. */
  readonly machine?: {
    readonly fingerprint?: string | undefined;
  } | undefined;
  /** Why the measuring side, not the server, may have set the figures. */
  readonly saturated?: {
    readonly reasons: readonly string[];
  } | undefined;
}
interface ComparedSecond {
  /** The load at that time. Absent after its end, when late answers come in. */
  readonly level?: number | undefined;
  readonly sent: number;
  readonly answered: number;
  readonly errors: ErrorsByKind;
  readonly histogram: SparseHistogram;
}
interface ComparedOperation {
  /** `GET /pets/{petId}` */
  readonly operation: string;
  readonly sent: number;
  readonly errors: ErrorsByKind;
  readonly response: {
    readonly histogram: SparseHistogram;
  };
}
type FindingSeverity = "critical" | "high" | "medium" | "low" | "info";
/** What is analysed of a finding. */
interface AnalyzedFinding {
  readonly id: string;
  readonly case_id: string;
  readonly check: string;
  readonly phase: string;
  readonly observed?: string | undefined;
  /** How often it showed itself, of how often it was tried. */
  readonly repeated?: {
    readonly shown: number;
    readonly tried: number;
  } | undefined;
}
/** What is analysed of findings with one cause. */
interface AnalyzedCluster {
  readonly key: string;
  readonly check: string;
  readonly family?: string | undefined;
  readonly severity: FindingSeverity;
  readonly confidence?: "confirmed" | "suspicion" | undefined;
  readonly message: string;
  readonly signature: string;
  /** Part of the document that is broken: a JSON Pointer. */
  readonly pointer?: string | undefined;
  readonly line?: number | undefined;
  readonly count: number;
  readonly operations: readonly string[];
  /** Where `operations` does not name all. */
  readonly operation_count?: number | undefined;
  readonly finding_ids: readonly string[];
  readonly wfc?: number | undefined;
}
/** What is analysed of a functional or security run. */
interface AnalyzedTestRun {
  readonly id: string;
  readonly kind: "functional" | "security";
  readonly status: string;
  /** ISO 8601. */
  readonly started_at: string;
  readonly plan: {
    readonly server_url: string;
    readonly seed?: string | undefined;
    readonly document?: {
      readonly digest: string;
    } | undefined;
  };
  readonly target: {
    readonly is_mock: boolean;
  };
  readonly requests: number;
  readonly coverage: {
    readonly operations: number;
    readonly succeeded: number;
  };
  readonly findings: readonly AnalyzedFinding[];
  readonly clusters: readonly AnalyzedCluster[];
  readonly warnings: readonly {
    readonly code: string;
    readonly message: string;
  }[];
}
/** What is analysed of a load run. */
interface AnalyzedLoadRun {
  readonly id: string;
  readonly kind: "load";
  readonly status: string;
  readonly started_at: string;
  readonly server_url: string;
  readonly result: AnalyzedLoad;
}
interface AnalyzedLoad extends ComparedRun {
  readonly achieved_rate: number;
  readonly response: ComparedRun["response"] & LatencyFigures;
  readonly series: readonly (ComparedSecond & {
    readonly p95_ms?: number | undefined;
  })[];
  readonly operations?: readonly (ComparedOperation & {
    readonly response: LatencyFigures;
  })[] | undefined;
  readonly stages?: readonly AnalyzedStage[] | undefined;
  readonly thresholds?: readonly {
    readonly expression: string;
    readonly value?: number | undefined;
    readonly passed: boolean;
  }[] | undefined;
}
interface LatencyFigures {
  readonly mean_ms?: number | undefined;
  readonly p50_ms?: number | undefined;
  readonly p95_ms?: number | undefined;
  readonly p99_ms?: number | undefined;
}
interface AnalyzedStage {
  /** `ramp`, `steady`, `step` … */
  readonly type: string;
  readonly seconds: number;
  /** Requests per second, or concurrent users. */
  readonly level: number;
  readonly sent: number;
  readonly answered: number;
  readonly errors: ErrorsByKind;
  readonly response: LatencyFigures;
}
type AnalyzedRun = AnalyzedTestRun | AnalyzedLoadRun;
/** What load steps tell of how much a server bears, ready for JSON. */
interface Capacity {
  /** `requests_per_second` in the open model, `concurrent_users` in the closed one. */
  readonly unit: "requests_per_second" | "concurrent_users";
  /** The highest level that was borne with all lower ones. Absent where none was. */
  readonly sustained?: number;
  /** The lowest level that was not. Absent where all were. */
  readonly exceeded_at?: number;
  readonly limited_by?: "errors" | "latency" | "throughput";
  readonly evidence: string;
  /** Answers per second at the best of all levels. */
  readonly greatest_throughput: number;
  /** The level at which more only makes it slower, by the Universal Scalability Law. Only for four or more levels of users, where there is one. */
  readonly best_level?: number;
  readonly steps: readonly CapacityStep[];
}
interface CapacityStep {
  readonly level: number;
  readonly throughput: number;
  readonly error_rate: number;
  readonly p95_ms?: number;
}
/** `document`: it does not say what the API is. `server`, `mock`: its code. `environment`: network, load, credentials, other users. */
type Cause = "document" | "server" | "mock" | "environment";
/** Why a cluster is there, the likeliest first. */
interface RankedCause {
  /** Key of the cluster. */
  readonly cluster: string;
  readonly cause: Cause;
  /** From 0 to 1; all causes of a cluster together have 1. */
  readonly likelihood: number;
  /** What speaks for it. */
  readonly evidence: readonly string[];
  /** The others that are possible. */
  readonly alternatives: readonly {
    readonly cause: Cause;
    readonly likelihood: number;
    readonly evidence: readonly string[];
  }[];
}
/** The run that is explained, and others that tell more about it. */
interface RunContext {
  readonly run: AnalyzedTestRun;
  /** The newest run with the same document against the other kind of server: the mock, or the real one. */
  readonly counterpart?: AnalyzedTestRun | undefined;
  /** The run of the same kind before it, against the same server. */
  readonly previous?: AnalyzedTestRun | undefined;
}
/** What failed, in one word. */
interface ErrorCategory {
  /** `server_error`, `contract`, `validation`, `semantics`, `state`, `robustness`, `security`; of load runs `load_timeout`, `load_5xx` … */
  readonly category: string;
  /** Findings, or requests of a load run. */
  readonly count: number;
  /** Those that it is about, the first 50. */
  readonly operations: readonly string[];
}
/** Something within a run that is not as the rest of it. */
interface ResultAnomaly {
  readonly what: string;
  readonly evidence: string;
}
/** Something to do, with why, and the call of a tool that does or checks it. Ready for JSON. */
interface NextAction {
  readonly action: string;
  /** `GET /pets/{petId}`. Absent where it is about the server as a whole. */
  readonly operation?: string;
  readonly evidence: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}
/** Other runs that tell more about the one at hand. */
type NextActionsContext = Omit<RunContext, "run">;
/**
 * What to do after a run: at most five, the one first that mends most. Each rests on what the run found; a run that found
 * nothing has none.
 */
declare function nextActions(run: AnalyzedRun, context?: NextActionsContext): NextAction[];
/** How a figure went over several runs, ready for JSON. */
interface Trend {
  readonly metric: string;
  /** `ms`, `share`, `per_second`, `findings` */
  readonly unit: string;
  readonly run_ids: readonly string[];
  /** In the order of the runs. */
  readonly values: readonly number[];
  /** `unclear`: fewer than four runs, or no steady movement. */
  readonly direction: "rising" | "falling" | "steady" | "unclear";
  /** From one run to the next: the median of all pairs (Theil-Sen). */
  readonly per_run: number;
  /** How probable it is that there is no trend (Mann-Kendall). */
  readonly p: number;
  /** Runs since which it is another. */
  readonly changes: readonly {
    readonly run_id: string;
    readonly before: number;
    readonly after: number;
  }[];
}
/** What runs tell together, ready for JSON. */
interface ResultsAnalysis {
  /** In the order of time. */
  readonly run_ids: readonly string[];
  /** Of the newest run of each kind, the most frequent first. */
  readonly error_categories: readonly ErrorCategory[];
  /** Of each cluster of the newest functional and security runs. */
  readonly causes: readonly RankedCause[];
  /** Of the newest load run with at least two levels of load. */
  readonly capacity?: Capacity;
  /** Within the newest load run, and against the one before it. */
  readonly anomalies: readonly ResultAnomaly[];
  /** Over runs that can be compared. */
  readonly trends: readonly Trend[];
  /** At most five, the most urgent first. */
  readonly next_actions: readonly NextAction[];
}
/**
 * Explains runs: the newest of each kind in itself, with those before it, and those against the mock or the real server, as evidence.
 *
 * @param runs In any order.
 */
declare function analyzeResults(runs: readonly AnalyzedRun[]): ResultsAnalysis;
/** An answer as far as answers are compared. */
interface ComparedAnswer {
  /** Absent where none came. */
  readonly status?: number | undefined;
  /** Why none came: `timeout`, `reset` … */
  readonly failure?: string | undefined;
  /** Names in any case; a field that was sent twice is there twice. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  /** What the body means: an instance for JSON and what is like it, a text for anything else. Absent for none. */
  readonly body?: unknown;
}
type DifferenceKind = "transport" | "status" | "content_type" | "header" | "missing" | "extra" | "type" | "format" | "enum" | "value" | "order";
/** One operation of a JSON Patch (RFC 6902). */
type PatchOperation = {
  readonly op: "add" | "replace";
  readonly path: string;
  readonly value: unknown;
} | {
  readonly op: "remove";
  readonly path: string;
};
/** Where the first answer (the mock's) is not like the second (the live one). */
interface AnswerDifference {
  /** In the answer as `{ status, headers, body }`, by the places of the first: `/body/items/0/price`. */
  readonly pointer: string;
  readonly kind: DifferenceKind;
  /** How much it matters to who takes the first for the second. */
  readonly severity: "critical" | "high" | "medium" | "low";
  /** What the second has. Absent where it has nothing. What is long is cut. */
  readonly expected?: unknown;
  /** What the first has. */
  readonly actual?: unknown;
  /** Part of the document that speaks of it: a JSON Pointer. Absent where that is not known. */
  readonly spec_pointer?: string;
  /**
   * Makes the first answer like the second in this place. The patches of all differences work one after the other on
   * `{ status, headers, body }`, header names in lower case. Empty where no answer can be patched.
   */
  readonly patch: readonly PatchOperation[];
}
/** What comparing two answers comes to, ready for JSON. */
interface AnswerComparison {
  /** Nothing that counts differs. */
  readonly equal: boolean;
  /** From the outside to the inside: transport, status, media type, headers, body. The first 1,000. */
  readonly differences: readonly AnswerDifference[];
  readonly difference_count: number;
  /** The same by what they have in common, the most frequent first: indexes of arrays are `*`. */
  readonly summary: readonly {
    readonly pointer: string;
    readonly kind: DifferenceKind;
    readonly count: number;
  }[];
  /** False where a body was too large or too deep to compare all of it. */
  readonly complete: boolean;
}
/** What changes between answers to one request, ready for JSON. */
interface VolatileFields {
  readonly fields: readonly VolatileField[];
  /** Names of headers, in lower case. */
  readonly headers: readonly string[];
}
interface VolatileField {
  /** JSON Pointer into the body; indexes of arrays are `*`. */
  readonly pointer: string;
  /** Types and formats that were seen: `string uuid`, `integer`. */
  readonly forms: readonly string[];
  /** It is not always there. */
  readonly optional?: true;
}
interface CompareAnswersOptions {
  /** Names of members at any depth, JSON Pointers into the body where `*` is any one step, JSONPaths (from `$`), names of headers. */
  readonly ignoreFields?: readonly string[] | undefined;
  /** A number is relative: 0.1 for 10 %. */
  readonly tolerance?: number | Tolerance | undefined;
  /** The order of arrays counts. Default false. */
  readonly strictArrays?: boolean | undefined;
  /** `true`: those that matter to clients, each by its meaning. A list: these, to the letter. Default: the media type alone. */
  readonly compareHeaders?: boolean | readonly string[] | undefined;
  /** Fields that change from request to request: of these, type and format count. */
  readonly volatile?: VolatileFields | undefined;
  /** What the document says of a place in the body. */
  readonly schemaAt?: ((pointer: string) => PlaceSchema | undefined) | undefined;
}
interface Tolerance {
  /** Of the greater of the two numbers. */
  readonly relative?: number | undefined;
  readonly absolute?: number | undefined;
  /** Relative, by JSON Pointers into the body where `*` is any one step. */
  readonly perPath?: Readonly<Record<string, number>> | undefined;
  /** How far times (`date-time`) may be apart, in milliseconds. */
  readonly timeMs?: number | undefined;
}
interface PlaceSchema {
  readonly enum?: readonly unknown[] | undefined;
  /** JSON Pointer in the document. */
  readonly pointer?: string | undefined;
}
/**
 * Compares two answers to the same request by what they mean: whether there is one, status, media type, headers, then
 * shape and values of the body. Bodies of another status class or media type are not compared: they speak of something else.
 *
 * @param a The one to be mended, e.g. the mock's.
 * @param b The one that is right, e.g. the live one.
 * @throws {TypeError} for options that mean nothing: a broken pointer or JSONPath, a negative tolerance.
 */
declare function compareAnswers(a: ComparedAnswer, b: ComparedAnswer, options?: CompareAnswersOptions): AnswerComparison;
/** A place in a value. */
interface JsonNode {
  readonly path: readonly string[];
  readonly value: unknown;
}
/**
 * Compiles a JSONPath (RFC 9535, without the functions `match` and `search`) to what finds the places of a value that it
 * means. What is searched may come from anyone: a search that takes too long, or leads too deep, finds nothing.
 *
 * @throws {TypeError} for what is no JSONPath.
 */
declare function compileJsonPath(expression: string): (value: unknown) => readonly JsonNode[];
/**
 * What of an answer changes though the request does not: learnt from several answers of one server to the same request.
 * Comparing with another server, such fields tell by their type and format only.
 */
declare function learnVolatile(answers: readonly ComparedAnswer[]): VolatileFields;
/** What became of the causes that two runs found, ready for JSON. */
interface FindingsComparison {
  /** `regression`: something is new. `improvement`: something is gone, and nothing is new. `inconclusive`: what is missing may not have been tested. */
  readonly verdict: "regression" | "improvement" | "equivalent" | "inconclusive";
  readonly new: readonly AnalyzedCluster[];
  readonly fixed: readonly AnalyzedCluster[];
  readonly persisting: readonly AnalyzedCluster[];
  /** What limits the comparison. */
  readonly reservations: readonly string[];
}
/** Compares what two functional or security runs found. What is only information counts for nothing. */
declare function compareFindings(baseline: AnalyzedTestRun, comparison: AnalyzedTestRun): FindingsComparison;
/**
 * `regression`, `improvement`: a difference that is certain and large enough to matter. `equivalent`: certainly smaller than
 * that. `inconclusive`: neither is certain; more data would tell.
 */
type ComparisonVerdict = "regression" | "improvement" | "equivalent" | "inconclusive";
type ComparedMetric = "response_time" | "p95" | "p99" | "error_rate" | "throughput";
/** One figure of two runs, ready for JSON. */
interface ComparedFigure {
  readonly metric: ComparedMetric;
  readonly unit: "ms" | "share" | "per_second";
  /** The median, for `response_time`. */
  readonly baseline: number;
  readonly comparison: number;
  /** In the unit, for `response_time` the Hodges-Lehmann shift: the middle of how much slower an answer is than any of the baseline. */
  readonly change: number;
  /** `change` as a share of the baseline: 0.08 for 8 % more. Absent where the baseline is 0. */
  readonly change_ratio?: number;
  /** Holds the true change with this confidence, in the unit. Absent where nothing tells how much the figure varies. */
  readonly interval?: {
    readonly low: number;
    readonly high: number;
    readonly confidence: number;
  };
  /** How probable a change as large is between equal runs; takes into account that neighbours in time resemble each other. */
  readonly p: number;
  /** The same, made for how many figures were looked at (Benjamini-Hochberg). */
  readonly p_adjusted: number;
  /** Smaller changes do not count, in the unit. */
  readonly smallest_that_counts: number;
  readonly verdict: ComparisonVerdict;
  /** How much longer both runs would have to be; estimated from the figure at hand. Only for `inconclusive`. */
  readonly more_seconds_needed?: number;
}
interface OperationComparison {
  readonly operation: string;
  readonly verdict: ComparisonVerdict;
  readonly figures: readonly ComparedFigure[];
}
/** What a comparison of two load results comes to, ready for JSON. */
type RunComparison = {
  readonly comparable: true;
  /** The gravest of all figures; `equivalent` only where all are. */
  readonly verdict: ComparisonVerdict;
  readonly figures: readonly ComparedFigure[];
  /** Those that changed first. */
  readonly operations: readonly OperationComparison[];
  /** For the whole runs, of the figure that lacks the most. */
  readonly more_seconds_needed?: number;
} | {
  readonly comparable: false;
  /** Why figures of the two would say nothing about the server. */
  readonly reasons: readonly string[];
};
interface CompareRunsOptions {
  /** Of the resampling: the same seed and runs give the same figures. Default 1. */
  readonly seed?: number;
}
/**
 * Compares two load results of the same server and load. A change counts only where it is certain, though neighbours in
 * time resemble each other, and large enough to matter: 3 % (and 0.2 ms) of the response time, 5 % (and 0.5 ms) of p95 and p99,
 * 3 % of the throughput, one error in a thousand requests.
 *
 * @throws {TypeError} When a histogram is none.
 */
declare function compareRuns(baseline: ComparedRun, comparison: ComparedRun, { seed }?: CompareRunsOptions): RunComparison;
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
/** One measured value of a series, e.g. requests or milliseconds. */
interface SeriesPoint {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** From 0 on. */
  readonly value: number;
}
/** Where a series is not as it was at this time of the days before, ready for JSON. */
interface Anomaly {
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** `spike`: one point far out. `shift`: the last six are, less far. */
  readonly kind: "spike" | "shift";
  readonly direction: "up" | "down";
  readonly value: number;
  /** What is usual at this time. */
  readonly expected: number;
  /** How many times the usual deviation it is out. */
  readonly z: number;
}
interface AnomalyReport {
  /** `seasonal`: by the same time of the days before. `recent`: by the hours before, as there are less than three days. */
  readonly method: "seasonal" | "recent";
  readonly anomalies: readonly Anomaly[];
}
interface SeasonalAnomaliesOptions {
  /** From one point to the next, in milliseconds. */
  readonly stepMs: number;
}
/**
 * Finds points, and levels, of a series that are not usual for the time of the day, with robust statistics on logarithms
 * (median and MAD): spikes of the past do not make the next one look usual.
 *
 * @param points In the order of time, one step apart; gaps are allowed.
 */
declare function seasonalAnomalies(points: readonly SeriesPoint[], { stepMs }: SeasonalAnomaliesOptions): AnomalyReport;
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
export { type AnalyzeLogOptions, type AnalyzedCluster, type AnalyzedFinding, type AnalyzedLoad, type AnalyzedLoadRun, type AnalyzedRun, type AnalyzedStage, type AnalyzedTestRun, type Anomaly, type AnomalyReport, type AnswerComparison, type AnswerDifference, type Capacity, type CapacityStep, type Cause, type CompareAnswersOptions, type CompareRunsOptions, type ComparedAnswer, type ComparedFigure, type ComparedMetric, type ComparedOperation, type ComparedRun, type ComparedSecond, type ComparisonVerdict, type Coverage, type DeclaredOperation, type DifferenceKind, type Distribution, type EndpointFigures, type ErrorCategory, type ErrorFigures, type ErrorsByKind, FAILURE_RULE, type FailedRequest, FailureCollector, type FailureGroup, type FailureReason, type FailureTally, type Figures, type FindingSeverity, type FindingsComparison, type JsonNode, type KeyFigures, type LatencyFigures, LatencyHistogram, type LogAnalysis, type NextAction, type NextActionsContext, type OperationComparison, type OperationFailures, type OperationReport, type PatchOperation, type PerformanceFigures, type PlaceSchema, type RankedCause, type ResponseTimePoint, type ResultAnomaly, type ResultsAnalysis, type RunComparison, type SeasonalAnomaliesOptions, type SeriesPoint, type SparseHistogram, type StatusClasses, type StatusErrors, type TestReport, type TestReportInput, type TimeIntervals, type TimeRange, type Tolerance, type TrafficPoint, type Trend, type VolatileField, type VolatileFields, type VolumePoint, analyzeLog, analyzeResults, compareAnswers, compareFindings, compareRuns, compileJsonPath, failureReasons, groupByInterval, learnVolatile, nextActions, percentile, responseTimePoint, seasonalAnomalies, summarize, summarizeByKey, testReport, trafficPoint, volumePoint };