import type { LogEntry, NewLogEntry } from './log-entry.ts';

/** A status, or a class such as `4xx`. */
export type LogStatus = number | `${1 | 2 | 3 | 4 | 5}xx`;

export interface LogFilter {
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

export interface LogPageOptions {
  /** 1 to 1000. Default 100. */
  readonly limit?: number | undefined;
  /** Default 0. Not together with `cursor`. */
  readonly offset?: number | undefined;
  /** `LogPage.nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface LogPage {
  /** Newest first. */
  readonly entries: readonly LogEntry[];
  /** How many entries match the filter in all. */
  readonly total: number;
  /** Absent on the last page. */
  readonly nextCursor?: string | undefined;
}

export type LogExportFormat = 'json' | 'ndjson' | 'csv' | 'har';

export type LogDimension = 'endpoint' | 'status' | 'method' | 'client' | 'session' | 'hour' | 'minute' | 'second';

/** How many exchanges fell into one cell, and their durations as a histogram. */
export interface LogGroup {
  /** The value of the dimension that was asked for, e.g. `GET /pets/{petId}`, `404`, `2026-11-21T10:00:00Z`. */
  readonly key: string;
  readonly status: number;
  readonly count: number;
  readonly durations: DurationHistogram;
}

/** Counts by duration bucket; `durationOfBucket` gives the milliseconds of a bucket, within 1 %. */
export interface DurationHistogram {
  readonly buckets: readonly (readonly [bucket: number, count: number])[];
  /** Exact, in milliseconds. */
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** Milliseconds since the epoch. */
export interface LogTimeRange {
  readonly earliest: number;
  readonly latest: number;
}

/** Where the exchanges of a mock are kept. */
export interface LogStore {
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
