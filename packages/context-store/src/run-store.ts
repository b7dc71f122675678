import type { PageOptions } from './page.ts';
import type { NewRun, RunChange, RunKind, RunOutcome, RunRecord, RunStatus, StoredRun } from './run-record.ts';

/** What is absent does not matter. */
export interface RunFilter {
  readonly kind?: RunKind | undefined;
  /** Any of these, where there is more than one. */
  readonly status?: RunStatus | readonly RunStatus[] | undefined;
  readonly serverUrl?: string | undefined;
  readonly documentDigest?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly scheduleId?: string | undefined;
  /** Started then or later: ISO 8601. */
  readonly startedFrom?: string | undefined;
  /** Started before then: ISO 8601. */
  readonly startedBefore?: string | undefined;
}

export interface RunPage {
  /** The newest first. */
  readonly runs: readonly RunRecord[];
  /** How many there are in all. */
  readonly total: number;
}

export interface RunItemPage {
  /** In the order in which they came. */
  readonly items: readonly unknown[];
  readonly total: number;
}

/** The runs that were made, and those under way. */
export interface RunStore {
  /**
   * Begins a run. It is under way until `finishRun`, and `interrupted` where this process or store ends before.
   *
   * @throws {ContextStoreError} `INVALID_INPUT`, `TOO_LARGE`, `EXISTS`, `UNKNOWN` or `ENDED` for its session, `UNKNOWN` for
   * its occurrence.
   */
  startRun(run: NewRun): Promise<RunRecord>;
  /** @throws {ContextStoreError} `INVALID_INPUT`, `TOO_LARGE`, `UNKNOWN`, `ENDED` */
  updateRun(id: string, change: RunChange): Promise<void>;
  /**
   * Adds to what a run has gathered, so that it is there however the run ends: what it costs depends on what is added alone.
   *
   * @param part Names the list that grows, in snake_case, e.g. `cases`. At most 64 MiB at once.
   * @throws {ContextStoreError} as `updateRun`
   */
  appendToRun(id: string, part: string, items: readonly unknown[]): Promise<void>;
  /** @throws {ContextStoreError} as `updateRun` */
  finishRun(id: string, outcome: RunOutcome): Promise<RunRecord>;
  /**
   * Stores a run that has ended.
   *
   * @throws {ContextStoreError} as `startRun`
   */
  saveRun(run: NewRun & RunOutcome): Promise<RunRecord>;
  getRun(id: string): Promise<StoredRun | undefined>;
  listRuns(filter?: RunFilter, page?: PageOptions): Promise<RunPage>;
  /** What `appendToRun` gathered. */
  listRunItems(id: string, part: string, page?: PageOptions): Promise<RunItemPage>;
  /**
   * @returns Whether there was one.
   * @throws {ContextStoreError} `RUNNING`
   */
  deleteRun(id: string): Promise<boolean>;
}
