import type { RecurrenceOptions } from './recurrence.ts';

/** Something to run again and again. */
export interface NewSchedule extends RecurrenceOptions {
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
export interface ScheduleRecord {
  readonly id: string;
  readonly name: string;
  /** `ended`: its expression names no moment that is still to come. */
  readonly status: 'active' | 'cancelled' | 'ended';
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
export interface StoredSchedule extends ScheduleRecord {
  readonly suite: unknown;
  readonly notification?: unknown;
}

/**
 * One time that a schedule was run. `interrupted`: whoever ran it is gone, and has not said how it ended; it is not run
 * again.
 */
export interface OccurrenceRecord {
  readonly id: string;
  readonly schedule_id: string;
  readonly status: 'running' | 'done' | 'failed' | 'interrupted';
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
export interface ClaimedOccurrence extends OccurrenceRecord {
  readonly schedule: StoredSchedule;
}
