/**
 * The histogram bucket of a duration: as wide as the number is large (log-linear, as in HdrHistogram).
 *
 * @param durationMs In milliseconds. What is negative or no number falls into bucket 0.
 */
declare function bucketOfDuration(durationMs: number): number;
/** The middle of a bucket in milliseconds: within 1 % of every duration that falls into it, or within 50 ns. */
declare function durationOfBucket(bucket: number): number;
/** Why the log refused a question. Stable: callers may branch on it. */
type LogStoreErrorCode = "CLOSED" | "INVALID_CURSOR" | "INVALID_PAGE" | "INVALID_PATH_REGEX" | "TOO_MANY_GROUPS";
/** Thrown for questions that make no sense. Trouble with the database is never thrown: it goes to `onProblem`. */
declare class LogStoreError extends Error {
  override readonly name = "LogStoreError";
  readonly code: LogStoreErrorCode;
  constructor(code: LogStoreErrorCode, message: string, options?: ErrorOptions);
}
/** What a caller of `LogStore.append` knows of one exchange. */
interface NewLogEntry {
  /** Milliseconds since the epoch when the request arrived. */
  readonly time: number;
  readonly method: string;
  /** The request target's path, as received (not decoded). */
  readonly path: string;
  /** The query without `?`, as received; `''` for none. */
  readonly query: string;
  /** The path template that matched, e.g. `/pets/{petId}`. */
  readonly route?: string | undefined;
  readonly operationId?: string | undefined;
  readonly status: number;
  /** From the request's arrival until the response was handed over, in milliseconds, with fractions. */
  readonly durationMs: number;
  readonly request: LoggedMessage;
  readonly response: LoggedMessage;
  readonly client?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly world?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly scenario?: string | undefined;
  readonly correlationId?: string | undefined;
  /** Ways in which the request broke the document. */
  readonly violations?: readonly LoggedViolation[] | undefined;
  /** Who answered, where that was not the document alone. */
  readonly decision?: LoggedDecision | undefined;
  /** Whether it was a request to the admin API. */
  readonly admin?: boolean | undefined;
}
/** Header fields and body of one message. The same object may be passed again and again: it is stored once. */
interface LoggedMessage {
  /** Name and value pairs, as on the wire; a name may occur more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Absent for none. */
  readonly body?: string | Uint8Array | undefined;
  /** Whole size of the body in bytes, also where the log keeps only its beginning. */
  readonly size: number;
  /** The body was larger than the log keeps. */
  readonly truncated?: boolean | undefined;
}
/** How an answer came about. No values of the request are in it. */
interface LoggedDecision {
  /** What gave the answer, e.g. `scenario`. */
  readonly by: string;
  /** For people: which part of it, and why. */
  readonly why: string;
  /** What was asked before it and had no answer. */
  readonly passed?: readonly {
    readonly by: string;
    readonly why: string;
  }[] | undefined;
}
interface LoggedViolation {
  readonly location: readonly string[];
  readonly severity: "Error" | "Warning";
  readonly code: string;
  readonly message: string;
}
/** One exchange as the log holds it: secrets redacted, long bodies cut. */
interface LogEntry extends Omit<NewLogEntry, "time" | "request" | "response"> {
  /** Opaque; ids grow with time. */
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly request: StoredMessage;
  readonly response: StoredMessage;
}
interface StoredMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Text; binary as base64 with `encoding: 'base64'`. */
  readonly body?: string | undefined;
  readonly encoding?: "base64" | undefined;
  readonly size: number;
  readonly truncated: boolean;
}
/** A status, or a class such as `4xx`. */
type LogStatus = number | `${1 | 2 | 3 | 4 | 5}xx`;
interface LogFilter {
  /** Words that must all occur in path, query, headers or bodies, upper and lower case alike. */
  readonly q?: string | undefined;
  readonly method?: string | undefined;
  /** Any of these, where there is more than one. */
  readonly status?: LogStatus | readonly LogStatus[] | undefined;
  /** A regular expression over `path`. Runs in linear time. */
  readonly pathRegex?: string | undefined;
  readonly operationId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly scenario?: string | undefined;
  /** `''`: entries that name none. */
  readonly world?: string | undefined;
  readonly correlationId?: string | undefined;
  /** Milliseconds since the epoch, inclusive. */
  readonly timeFrom?: number | undefined;
  /** Milliseconds since the epoch, exclusive. */
  readonly timeTo?: number | undefined;
  /** Default `false`: requests to the admin API are left out. */
  readonly includeAdmin?: boolean | undefined;
}
interface LogPageOptions {
  /** 1 to 1000. Default 100. */
  readonly limit?: number | undefined;
  /** Default 0. Not together with `cursor`. */
  readonly offset?: number | undefined;
  /** `LogPage.nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}
interface LogPage {
  /** Newest first. */
  readonly entries: readonly LogEntry[];
  /** How many entries match the filter in all. */
  readonly total: number;
  /** Absent on the last page. */
  readonly nextCursor?: string | undefined;
}
type LogExportFormat = "json" | "ndjson" | "csv" | "har";
type LogDimension = "endpoint" | "status" | "method" | "client" | "session" | "hour" | "minute" | "second";
/** How many exchanges fell into one cell, and their durations as a histogram. */
interface LogGroup {
  /** The value of the dimension that was asked for, e.g. `GET /pets/{petId}`, `404`, `2026-11-21T10:00:00Z`. */
  readonly key: string;
  readonly status: number;
  readonly count: number;
  readonly durations: DurationHistogram;
}
/** Counts by duration bucket; `durationOfBucket` gives the milliseconds of a bucket, within 1 %. */
interface DurationHistogram {
  readonly buckets: readonly (readonly [bucket: number, count: number])[];
  /** Exact, in milliseconds. */
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}
/** Milliseconds since the epoch. */
interface LogTimeRange {
  readonly earliest: number;
  readonly latest: number;
}
/** Where the exchanges of a mock are kept. */
interface LogStore {
  /**
   * Takes an entry; it is written with the next batch, at most 250 ms later.
   *
   * @returns A promise to wait for before the response is sent: when the queue is full, or when `durability` is `request`
   *   (then it resolves once the entry is on disk). Otherwise `undefined`.
   */
  append(entry: NewLogEntry): Promise<void> | undefined;
  /** Resolves when everything appended so far is written, or is kept in memory because the database is in trouble. */
  flush(): Promise<void>;
  search(filter?: LogFilter, page?: LogPageOptions): Promise<LogPage>;
  get(id: string): Promise<LogEntry | undefined>;
  /** The text of an export, in pieces, oldest entry first. */
  export(filter: LogFilter, format: LogExportFormat): AsyncIterable<string>;
  /** @throws {LogStoreError} `TOO_MANY_GROUPS`: more than 250,000 keys and statuses, such as seconds in three days. */
  groups(filter: LogFilter, by: LogDimension): Promise<readonly LogGroup[]>;
  /** When the oldest and the newest matching entry arrived; `undefined` when there is none. */
  timeRange(filter: LogFilter): Promise<LogTimeRange | undefined>;
  /** Deletes what matches, admin requests included when the filter is empty; says how many. */
  clear(filter?: LogFilter): Promise<number>;
  /** Calls back with each entry once it is stored. Returns what ends that. */
  subscribe(listener: (entry: LogEntry) => void): () => void;
  /** Writes what is queued and closes the database. */
  close(): Promise<void>;
}
interface OpenLogStoreOptions {
  /**
   * The name of the API. A database may hold the logs of several; only this one's entries are seen. Absent: those of all
   * are, and what is appended belongs to none.
   */
  readonly api?: string | undefined;
  /** The database: a path, `sqlite:<path>`, `file:///<path>` or `:memory:`. Default `:memory:`. */
  readonly url?: string | undefined;
  /**
   * `batch` (default): an entry is written within 100 ms; a process that is killed loses those. `request`: `append`
   * returns a promise that resolves once the entry is handed to the operating system; then it outlives the process.
   */
  readonly durability?: "batch" | "request" | undefined;
  /** How much of a body is kept. Default 64 KiB. */
  readonly maxBodyBytes?: number | undefined;
  /** From this many unwritten entries on, `append` makes callers wait. Default `20_000`. */
  readonly maxQueued?: number | undefined;
  /** How many entries are kept in memory while the database cannot be written; then the oldest go. Default `50_000`. */
  readonly maxKept?: number | undefined;
  /** The database grows no larger. Default: no limit but the disk's. */
  readonly maxSizeBytes?: number | undefined;
  /** Names of headers, parameters and fields that hold secrets, besides those that look like it. */
  readonly redact?: readonly string[] | undefined;
  /** Told once for each kind of trouble with the database, in a sentence for people. */
  readonly onProblem?: ((message: string) => void) | undefined;
}
/**
 * Opens the log of an API. The database itself is opened with the first entry or question, or half a second later: what
 * is wrong with it goes to `onProblem`, and entries stay in memory until it can be written.
 *
 * @throws {DatabaseError} `UNSUPPORTED_URL`
 */
declare function openLogStore(options: OpenLogStoreOptions): Promise<LogStore>;
/** Decides by its name whether a header, parameter or field holds a secret. */
interface SecretNames {
  has(name: string): boolean;
  /** Quick, and never wrong when it says no: whether such a name may occur in a text. */
  mayOccurIn(text: string): boolean;
}
/** @param extra Names that are secret besides those that look like it, e.g. those of a document's `apiKey` parameters. */
declare function createSecretNames(extra?: readonly string[]): SecretNames;
/**
 * A body's text without the values of secret fields, whatever notation its media type says: JSON, forms, XML or HTML.
 * Everything else stays as it was sent, also where the text is cut off or invalid.
 */
declare function redactText(text: string, mediaType: string, names: SecretNames): string;
export { type DurationHistogram, type LogDimension, type LogEntry, type LogExportFormat, type LogFilter, type LogGroup, type LogPage, type LogPageOptions, type LogStatus, type LogStore, LogStoreError, type LogStoreErrorCode, type LogTimeRange, type LoggedDecision, type LoggedMessage, type LoggedViolation, type NewLogEntry, type OpenLogStoreOptions, type SecretNames, type StoredMessage, bucketOfDuration, createSecretNames, durationOfBucket, openLogStore, redactText };