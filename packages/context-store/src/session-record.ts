import type { RunCounts, RunRecord, RunStatus } from './run-record.ts';

/** Some runs that belong together. */
export interface NewSession {
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
export interface SessionProgress extends RunCounts {
  readonly runs: number;
  /** How many runs are of each status; those that no run has are absent. */
  readonly statuses: Readonly<Partial<Record<RunStatus, number>>>;
}

/** A session without what is long about it. Times are ISO 8601 in UTC. */
export interface SessionRecord {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'ended';
  readonly created_at: string;
  readonly ended_at?: string | undefined;
  readonly progress: SessionProgress;
  readonly alerts_count: number;
}

/** A whole session. */
export interface StoredSession extends SessionRecord {
  readonly plan: unknown;
  readonly config?: unknown;
  /** What `endSession` was given. */
  readonly summary?: unknown;
  /** The runs under way, the newest first; 100 at most. */
  readonly current: readonly RunRecord[];
}

export type Severity = 'info' | 'warning' | 'critical';

/** Something that happened in a session. `alert` is what somebody should look at. */
export interface NewSessionEvent {
  /** In snake_case, e.g. `alert`. `run_started` and `run_finished` are written by the runs themselves. */
  readonly type: string;
  readonly severity?: Severity | undefined;
  /** For people: cut after 2,000 characters. */
  readonly message: string;
  /** JSON of up to 16 KiB. */
  readonly data?: unknown;
}

export interface SessionEvent extends NewSessionEvent {
  /** Grows from event to event. */
  readonly id: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
}
