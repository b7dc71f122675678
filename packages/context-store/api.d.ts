import "@mockloop/database";
import "kysely";
/** A message that is to be delivered. Who delivers it, and how, is not decided here. */
interface NewNotification {
  /** Where to, with what it takes: JSON of up to 1 MiB. */
  readonly target: unknown;
  /** JSON of up to 1 MiB. */
  readonly payload: unknown;
  readonly run_id?: string | undefined;
  readonly schedule_id?: string | undefined;
}
/** What became of a message, without the message. Times are ISO 8601 in UTC. */
interface NotificationRecord {
  readonly id: string;
  /** `failed`: it was given up. */
  readonly status: "pending" | "delivered" | "failed";
  readonly run_id?: string | undefined;
  readonly schedule_id?: string | undefined;
  readonly created_at: string;
  readonly finished_at?: string | undefined;
  /** How often somebody has tried, or begun to. */
  readonly attempts: number;
  readonly next_attempt_at?: string | undefined;
  /** The status that the last attempt was answered with. */
  readonly last_status?: number | undefined;
  readonly last_error?: string | undefined;
}
/** A message to be delivered now, by whoever has claimed it. */
interface ClaimedNotification extends NotificationRecord {
  readonly target: unknown;
  readonly payload: unknown;
}
/** How an attempt ended. */
interface DeliveryAttempt {
  readonly delivered: boolean;
  /** The status that it was answered with. */
  readonly status?: number | undefined;
  readonly error?: string | undefined;
  /** When to try again: ISO 8601. Absent: it is given up, where it was not delivered. */
  readonly retry_at?: string | undefined;
}
/** Which part of a list. */
interface PageOptions {
  /** 1 to 1000. Default 50. */
  readonly limit?: number | undefined;
  /** Default 0. */
  readonly offset?: number | undefined;
}
interface NotificationFilter {
  readonly status?: NotificationRecord["status"] | undefined;
  readonly runId?: string | undefined;
  readonly scheduleId?: string | undefined;
}
interface NotificationPage {
  /** The newest first. */
  readonly notifications: readonly NotificationRecord[];
  /** How many there are in all. */
  readonly total: number;
}
/**
 * Messages that are to be delivered, whatever ends meanwhile. One that was claimed by a process that is gone is given to
 * the next: it may be delivered twice, and is never lost.
 */
interface NotificationStore {
  /** @throws {ContextStoreError} `INVALID_INPUT`, `TOO_LARGE` */
  addNotification(notification: NewNotification): Promise<NotificationRecord>;
  /**
   * Takes what is to be delivered now, the oldest first, for this process.
   *
   * @param limit 1 to 100. Default 10.
   */
  claimNotifications(limit?: number): Promise<readonly ClaimedNotification[]>;
  /** @throws {ContextStoreError} `UNKNOWN`, `ENDED`, `INVALID_INPUT` */
  recordAttempt(id: string, attempt: DeliveryAttempt): Promise<NotificationRecord>;
  listNotifications(filter?: NotificationFilter, page?: PageOptions): Promise<NotificationPage>;
}
/** What may go. What is under way, active or pending never does. */
interface PruneOptions {
  /** What ended before then: ISO 8601. */
  readonly before?: string | undefined;
  /** Runs that have ended, but for so many of the newest. */
  readonly keepRuns?: number | undefined;
}
/** How much was deleted. */
interface Pruned {
  readonly runs: number;
  readonly sessions: number;
  readonly occurrences: number;
  readonly schedules: number;
  readonly notifications: number;
}
type RunKind = "functional" | "load" | "security" | "comparison";
/** How a run ended. */
type RunOutcomeStatus = "passed" | "failed" | "incomplete" | "inconclusive" | "cancelled" | "aborted";
/** `interrupted`: nobody works on it any more, and nobody has ended it. It keeps what it had. */
type RunStatus = RunOutcomeStatus | "running" | "interrupted";
/** What was counted; what was not is absent. */
interface RunCounts {
  readonly requests_count?: number | undefined;
  readonly cases_count?: number | undefined;
  /** Confirmed findings. */
  readonly findings_count?: number | undefined;
  readonly suspicions_count?: number | undefined;
  readonly clusters_count?: number | undefined;
}
/** A run that begins. */
interface NewRun {
  /** 1 to 100 letters, digits, `.`, `_` or `-`. Default: a UUID. */
  readonly id?: string | undefined;
  readonly kind: RunKind;
  readonly server_url: string;
  readonly document_title?: string | undefined;
  readonly document_digest?: string | undefined;
  readonly seed?: string | number | undefined;
  /** JSON of up to 8 MiB. */
  readonly plan: unknown;
  /** A session that has not ended. */
  readonly session_id?: string | undefined;
  /** The occurrence of a schedule that it is run for. */
  readonly occurrence_id?: string | undefined;
  /** ISO 8601. Default: now. */
  readonly started_at?: string | undefined;
}
/** What changes while a run is under way. What is absent stays as it is. */
interface RunChange extends RunCounts {
  /** How far it is: JSON of up to 16 KiB. */
  readonly progress?: unknown;
  /** JSON of up to 64 MiB; replaces what was there. */
  readonly result?: unknown;
}
/** How a run ends. */
interface RunOutcome extends RunChange {
  readonly status: RunOutcomeStatus;
  /** Why it ended so, for people. */
  readonly reason?: string | undefined;
  /** ISO 8601. Default: now. */
  readonly finished_at?: string | undefined;
  /** Default: from its start to its end. */
  readonly duration_ms?: number | undefined;
}
/** A run without what is long about it. Times are ISO 8601 in UTC. */
interface RunRecord extends RunCounts {
  readonly id: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly reason?: string | undefined;
  readonly server_url: string;
  readonly document_title?: string | undefined;
  readonly document_digest?: string | undefined;
  readonly seed?: string | number | undefined;
  readonly session_id?: string | undefined;
  readonly occurrence_id?: string | undefined;
  readonly started_at: string;
  /** Absent where it has not ended, or was interrupted. */
  readonly finished_at?: string | undefined;
  /** The last sign of it. */
  readonly updated_at: string;
  readonly duration_ms?: number | undefined;
  readonly progress?: unknown;
}
/** A whole run. */
interface StoredRun extends RunRecord {
  readonly plan: unknown;
  readonly result?: unknown;
}
/** What is absent does not matter. */
interface RunFilter {
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
interface RunPage {
  /** The newest first. */
  readonly runs: readonly RunRecord[];
  /** How many there are in all. */
  readonly total: number;
}
interface RunItemPage {
  /** In the order in which they came. */
  readonly items: readonly unknown[];
  readonly total: number;
}
/** The runs that were made, and those under way. */
interface RunStore {
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
/** When something happens again and again: by a cron expression in a time zone, or every so many seconds. */
interface RecurrenceOptions {
  /**
   * Five parts (minute, hour, day of month, month, day of week), six with seconds first, a nickname such as `@daily`, or one
   * moment (`2026-12-01T02:30:00`). A time that a change of the clocks leaves out is at the first moment after it; one that
   * comes twice is at the first.
   */
  readonly cron?: string | undefined;
  /** A whole number from 1 to 31,622,400 (366 days), counted from when the schedule was made. */
  readonly interval_seconds?: number | undefined;
  /** An IANA name, e.g. `Europe/Berlin`. Default `UTC`. */
  readonly time_zone?: string | undefined;
}
/** Something to run again and again. */
interface NewSchedule extends RecurrenceOptions {
  /** 1 to 100 letters, digits, `.`, `_` or `-`. Default: a UUID. */
  readonly id?: string | undefined;
  /** 1 to 200 characters. */
  readonly name: string;
  /** What to run: JSON of up to 8 MiB. */
  readonly suite: unknown;
  /** Whom to tell: JSON of up to 1 MiB. */
  readonly notification?: unknown;
}
/** A schedule without what is long or secret about it. Times are ISO 8601 in UTC. */
interface ScheduleRecord {
  readonly id: string;
  readonly name: string;
  /** `ended`: its expression names no moment that is still to come. */
  readonly status: "active" | "cancelled" | "ended";
  readonly cron?: string | undefined;
  readonly interval_seconds?: number | undefined;
  readonly time_zone: string;
  readonly created_at: string;
  readonly cancelled_at?: string | undefined;
  /** In the past where nobody has been there to run it. */
  readonly next_run_at?: string | undefined;
  readonly last_run?: OccurrenceRecord | undefined;
}
/** A whole schedule. */
interface StoredSchedule extends ScheduleRecord {
  readonly suite: unknown;
  readonly notification?: unknown;
}
/**
 * One time that a schedule was run. `interrupted`: whoever ran it is gone, and has not said how it ended; it is not run
 * again.
 */
interface OccurrenceRecord {
  readonly id: string;
  readonly schedule_id: string;
  readonly status: "running" | "done" | "failed" | "interrupted";
  readonly due_at: string;
  /** The first of those before it that nobody was there to run. */
  readonly missed_since?: string | undefined;
  readonly claimed_at: string;
  readonly finished_at?: string | undefined;
  /** Why it failed, for people. */
  readonly error?: string | undefined;
  /** The runs that were made for it, the oldest first. */
  readonly run_ids: readonly string[];
}
/** An occurrence to be run now, by whoever has claimed it. */
interface ClaimedOccurrence extends OccurrenceRecord {
  readonly schedule: StoredSchedule;
}
interface SchedulePage {
  /** The newest first. */
  readonly schedules: readonly ScheduleRecord[];
  /** How many there are in all. */
  readonly total: number;
}
interface OccurrencePage {
  /** The newest first. */
  readonly occurrences: readonly OccurrenceRecord[];
  readonly total: number;
}
/**
 * What is to be run, when, and what became of it. Each occurrence is claimed once, whatever processes there are and however
 * they end. Of those that nobody was there to run, the newest is run, once; so is one that comes due while the one before
 * it is still being run, when that has ended.
 */
interface ScheduleStore {
  /** @throws {ContextStoreError} `INVALID_SCHEDULE`, `INVALID_INPUT`, `TOO_LARGE`, `EXISTS` */
  createSchedule(schedule: NewSchedule): Promise<StoredSchedule>;
  getSchedule(id: string): Promise<StoredSchedule | undefined>;
  listSchedules(filter?: {
    readonly status?: ScheduleRecord["status"] | undefined;
  }, page?: PageOptions): Promise<SchedulePage>;
  /**
   * Nothing more is run by it; what is being run goes on.
   *
   * @throws {ContextStoreError} `UNKNOWN`, `ENDED`
   */
  cancelSchedule(id: string): Promise<StoredSchedule>;
  /**
   * Takes what is due, the longest due first, for this process. Whatever it takes is never given to anybody again.
   *
   * @param limit 1 to 100. Default 1.
   */
  claimDue(limit?: number): Promise<readonly ClaimedOccurrence[]>;
  /**
   * Says that a claimed occurrence has been run.
   *
   * @param error Why it failed; absent where it did not.
   * @throws {ContextStoreError} `UNKNOWN`, `ENDED`
   */
  finishOccurrence(id: string, error?: string): Promise<void>;
  listOccurrences(scheduleId: string, page?: PageOptions): Promise<OccurrencePage>;
  /** Milliseconds until something is due, 0 where something is; `undefined` where nothing will be. */
  msUntilDue(): Promise<number | undefined>;
}
/** Some runs that belong together. */
interface NewSession {
  /** 1 to 100 letters, digits, `.`, `_` or `-`. Default: a UUID. */
  readonly id?: string | undefined;
  /** 1 to 200 characters. */
  readonly name: string;
  /** JSON of up to 8 MiB. */
  readonly plan: unknown;
  /** JSON of up to 1 MiB. */
  readonly config?: unknown;
}
/** What the runs of a session add up to. A count that no run has is absent. */
interface SessionProgress extends RunCounts {
  readonly runs: number;
  /** How many runs are of each status; those that no run has are absent. */
  readonly statuses: Readonly<Partial<Record<RunStatus, number>>>;
}
/** A session without what is long about it. Times are ISO 8601 in UTC. */
interface SessionRecord {
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "ended";
  readonly created_at: string;
  readonly ended_at?: string | undefined;
  readonly progress: SessionProgress;
  readonly alerts_count: number;
}
/** A whole session. */
interface StoredSession extends SessionRecord {
  readonly plan: unknown;
  readonly config?: unknown;
  /** What `endSession` was given. */
  readonly summary?: unknown;
  /** The runs under way, the newest first; 100 at most. */
  readonly current: readonly RunRecord[];
}
type Severity = "info" | "warning" | "critical";
/** Something that happened in a session. `alert` is what somebody should look at. */
interface NewSessionEvent {
  /** In snake_case, e.g. `alert`. `run_started` and `run_finished` are written by the runs themselves. */
  readonly type: string;
  readonly severity?: Severity | undefined;
  /** For people: cut after 2,000 characters. */
  readonly message: string;
  /** JSON of up to 16 KiB. */
  readonly data?: unknown;
}
interface SessionEvent extends NewSessionEvent {
  /** Grows from event to event. */
  readonly id: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
}
interface SessionPage {
  /** The newest first. */
  readonly sessions: readonly SessionRecord[];
  /** How many there are in all. */
  readonly total: number;
}
interface SessionEventFilter {
  readonly type?: string | undefined;
  /** Only those with a larger id: what has happened since. */
  readonly after?: number | undefined;
}
interface SessionEventPage {
  /** The oldest first. */
  readonly events: readonly SessionEvent[];
  readonly total: number;
}
/** Runs that belong together, and what happens meanwhile. */
interface SessionStore {
  /** @throws {ContextStoreError} `INVALID_INPUT`, `TOO_LARGE`, `EXISTS` */
  createSession(session: NewSession): Promise<StoredSession>;
  getSession(id: string): Promise<StoredSession | undefined>;
  listSessions(filter?: {
    readonly status?: "active" | "ended" | undefined;
  }, page?: PageOptions): Promise<SessionPage>;
  /**
   * Ends a session: no run joins it any more. Its runs that are under way go on.
   *
   * @param summary JSON of up to 8 MiB that is kept with it.
   * @throws {ContextStoreError} `UNKNOWN`, `ENDED`, `INVALID_INPUT`, `TOO_LARGE`
   */
  endSession(id: string, summary?: unknown): Promise<StoredSession>;
  /** @throws {ContextStoreError} `UNKNOWN`, `INVALID_INPUT`, `TOO_LARGE` */
  addSessionEvent(id: string, event: NewSessionEvent): Promise<SessionEvent>;
  listSessionEvents(id: string, filter?: SessionEventFilter, page?: PageOptions): Promise<SessionEventPage>;
}
/**
 * What testing leaves behind, as all processes that share a state folder see it: runs, sessions, schedules, and messages that
 * are to be delivered. Everything rejects with `STORE_FAILED` where the database cannot be read or written.
 */
interface ContextStore extends RunStore, SessionStore, ScheduleStore, NotificationStore, AsyncDisposable {
  /** Deletes what is no longer wanted. @throws {ContextStoreError} `INVALID_INPUT` */
  prune(options: PruneOptions): Promise<Pruned>;
  /** Waits for what is being written. What this store has under way reads as interrupted from then on. */
  close(): Promise<void>;
}
/** Why the store could not do what it was asked. Stable: callers may branch on it. */
type ContextStoreErrorCode = "INVALID_INPUT" | "INVALID_SCHEDULE" | "TOO_LARGE" | "EXISTS" | "UNKNOWN" | "ENDED" | "RUNNING" | "STORE_FAILED";
/** Thrown by everything in this package. The message says what to do. */
declare class ContextStoreError extends Error {
  override readonly name = "ContextStoreError";
  readonly code: ContextStoreErrorCode;
  constructor(code: ContextStoreErrorCode, message: string, options?: ErrorOptions);
}
interface OpenContextStoreOptions {
  /** The folder of state that processes share; the database is `context.db` in it. This or `url`. */
  readonly home?: string | undefined;
  /** The database: a path, `sqlite:<path>`, `file:///<path>` or `:memory:`. */
  readonly url?: string | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /**
   * What is under way in a process that has not been heard of for so long reads as interrupted, in milliseconds; all that
   * share a database take the same. Default 30,000.
   */
  readonly staleAfterMs?: number | undefined;
}
/**
 * Opens the store of a state folder. The database itself is opened by the first call, and made by the first that writes.
 *
 * @throws {TypeError} unless one of `home` and `url` is given, and `staleAfterMs` is 100 to 86,400,000
 * @throws {DatabaseError} `UNSUPPORTED_URL`
 */
declare function openContextStore(options: OpenContextStoreOptions): ContextStore;
interface SchedulerOptions {
  readonly store: Pick<ScheduleStore, "claimDue" | "finishOccurrence" | "msUntilDue">;
  /**
   * Runs an occurrence. Where it rejects, the occurrence has failed. The signal is aborted when the scheduler is closed.
   */
  readonly run: (occurrence: ClaimedOccurrence, signal: AbortSignal) => Promise<void>;
  /** How many occurrences are run at once. Default 4. */
  readonly maxConcurrent?: number | undefined;
  /** Calls back once after some milliseconds, unless what it returns is called. Default: a timer that keeps no process alive. */
  readonly setTimer?: ((callback: () => void, ms: number) => () => void) | undefined;
  /** Told what goes wrong with the store; it is tried again. */
  readonly onProblem?: ((error: unknown) => void) | undefined;
}
/** Runs what is due, as long as its process lives. */
interface Scheduler extends AsyncDisposable {
  /** Looks at once for what is due: after a schedule was made. */
  wake(): void;
  /** Starts nothing more, aborts what is being run and waits for it. */
  close(): Promise<void>;
}
/** Runs the schedules of a store in this process. Any number of processes may do so at once. */
declare function createScheduler(options: SchedulerOptions): Scheduler;
export { type ClaimedNotification, type ClaimedOccurrence, type ContextStore, ContextStoreError, type ContextStoreErrorCode, type DeliveryAttempt, type NewNotification, type NewRun, type NewSchedule, type NewSession, type NewSessionEvent, type NotificationFilter, type NotificationPage, type NotificationRecord, type NotificationStore, type OccurrencePage, type OccurrenceRecord, type OpenContextStoreOptions, type PageOptions, type PruneOptions, type Pruned, type RecurrenceOptions, type RunChange, type RunCounts, type RunFilter, type RunItemPage, type RunKind, type RunOutcome, type RunOutcomeStatus, type RunPage, type RunRecord, type RunStatus, type RunStore, type SchedulePage, type ScheduleRecord, type ScheduleStore, type Scheduler, type SchedulerOptions, type SessionEvent, type SessionEventFilter, type SessionEventPage, type SessionPage, type SessionProgress, type SessionRecord, type SessionStore, type Severity, type StoredRun, type StoredSchedule, type StoredSession, createScheduler, openContextStore };