import type { PageOptions } from './page.ts';
import type {
  ClaimedOccurrence,
  NewSchedule,
  OccurrenceRecord,
  ScheduleRecord,
  StoredSchedule,
} from './schedule-record.ts';

export interface SchedulePage {
  /** The newest first. */
  readonly schedules: readonly ScheduleRecord[];
  /** How many there are in all. */
  readonly total: number;
}

export interface OccurrencePage {
  /** The newest first. */
  readonly occurrences: readonly OccurrenceRecord[];
  readonly total: number;
}

/**
 * What is to be run, when, and what became of it. Each occurrence is claimed once, whatever processes there are and however
 * they end. Of those that nobody was there to run, the newest is run, once; so is one that comes due while the one before
 * it is still being run, when that has ended.
 */
export interface ScheduleStore {
  /** @throws {ContextStoreError} `INVALID_SCHEDULE`, `INVALID_INPUT`, `TOO_LARGE`, `EXISTS` */
  createSchedule(schedule: NewSchedule): Promise<StoredSchedule>;
  getSchedule(id: string): Promise<StoredSchedule | undefined>;
  listSchedules(
    filter?: { readonly status?: ScheduleRecord['status'] | undefined },
    page?: PageOptions,
  ): Promise<SchedulePage>;
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
