import { Cron } from 'croner';
import { checkText } from './check-input.ts';
import { ContextStoreError } from './context-store-error.ts';

/** When something happens again and again: by a cron expression in a time zone, or every so many seconds. */
export interface RecurrenceOptions {
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

/** Moments, in milliseconds since the epoch. */
export interface Recurrence {
  /** The first one after a moment; `undefined` where there is none. */
  next(after: number): number | undefined;
  /** The last one at a moment or before it. */
  newest(at: number): number | undefined;
}

const MAX_INTERVAL_SECONDS = 366 * 24 * 60 * 60;

/**
 * @param anchor What intervals are counted from.
 * @throws {ContextStoreError} `INVALID_SCHEDULE`
 */
export function createRecurrence(options: RecurrenceOptions, anchor: number): Recurrence {
  const { cron, interval_seconds, time_zone = 'UTC' } = options;
  if ((cron === undefined) === (interval_seconds === undefined)) {
    throw new ContextStoreError('INVALID_SCHEDULE', 'Give a cron expression or interval_seconds, one of the two.');
  }
  checkTimeZone(time_zone);
  return cron === undefined ? byInterval(interval_seconds, anchor) : byCron(cron, time_zone);
}

function byInterval(seconds: unknown, anchor: number): Recurrence {
  if (!Number.isInteger(seconds) || Number(seconds) < 1 || Number(seconds) > MAX_INTERVAL_SECONDS) {
    throw new ContextStoreError(
      'INVALID_SCHEDULE',
      `interval_seconds is ${String(seconds)}; it must be a whole number from 1 to ${MAX_INTERVAL_SECONDS}.`,
    );
  }
  const interval = Number(seconds) * 1_000;
  const countAt = (at: number): number => Math.floor((at - anchor) / interval);
  return {
    next: (after) => anchor + Math.max(1, countAt(after) + 1) * interval,
    newest: (at) => (countAt(at) < 1 ? undefined : anchor + countAt(at) * interval),
  };
}

function byCron(expression: string, timezone: string): Recurrence {
  const job = parseCron(expression, timezone);
  return {
    next: (after) => job.nextRun(new Date(after))?.getTime(),
    // Whole seconds, and only what is before the moment that is given.
    newest: (at) => job.previousRuns(1, new Date(Math.floor(at / 1_000) * 1_000 + 1_000))[0]?.getTime(),
  };
}

function parseCron(expression: string, timezone: string): Cron {
  checkText('cron expression', expression, 200);
  try {
    // Without a function it sets no timer. A list of hours is not skipped by a change of the clocks any more than one hour.
    return new Cron(expression, { timezone, paused: true, fixedTimeRule: 'no-wildcard' });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ContextStoreError(
      'INVALID_SCHEDULE',
      `"${expression}" is no cron expression: ${said}. Write five parts (minute hour day month weekday), e.g. "30 2 * * 1-5".`,
      { cause },
    );
  }
}

function checkTimeZone(timeZone: unknown): void {
  try {
    if (typeof timeZone !== 'string' || timeZone === '') throw new RangeError('It is empty.');
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw new ContextStoreError(
      'INVALID_SCHEDULE',
      `${JSON.stringify(String(timeZone).slice(0, 60))} is no time zone; give a name such as "Europe/Berlin", or "UTC".`,
      { cause },
    );
  }
}
