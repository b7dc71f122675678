import type { Selectable } from 'kysely';
import { checkId, checkText } from './check-input.ts';
import { ContextStoreError } from './context-store-error.ts';
import { readOccurrences } from './occurrences.ts';
import type { Ownership } from './ownership.ts';
import { createRecurrence, type Recurrence } from './recurrence.ts';
import type { NewSchedule, ScheduleRecord, StoredSchedule } from './schedule-record.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';
import { unpackJson } from './stored-json.ts';
import { toOptionalTime, toTime } from './to-time.ts';

export type ScheduleRow = Selectable<StoreTables['schedules']>;
export type ScheduleHeadRow = Omit<ScheduleRow, 'suite' | 'notification'>;

export const SCHEDULE_HEAD = [
  'id',
  'name',
  'status',
  'cron',
  'interval_seconds',
  'time_zone',
  'created_at',
  'cancelled_at',
  'next_due_at',
] as const;

/** @throws {ContextStoreError} `INVALID_SCHEDULE`, `INVALID_INPUT` */
export function newScheduleRow(schedule: NewSchedule, id: string, at: number): ScheduleHeadRow {
  const { name, cron, interval_seconds, time_zone = 'UTC' } = schedule;
  const next_due_at = createRecurrence({ cron, interval_seconds, time_zone }, at).next(at);
  if (next_due_at === undefined) {
    throw new ContextStoreError('INVALID_SCHEDULE', `"${cron}" names no moment that is still to come.`);
  }
  return {
    id: checkId('id of the schedule', id),
    name: checkText('name of the schedule', name, 200),
    status: 'active',
    cron: cron ?? null,
    interval_seconds: interval_seconds ?? null,
    time_zone,
    created_at: at,
    cancelled_at: null,
    next_due_at,
  };
}

export function recurrenceOf({ cron, interval_seconds, time_zone, created_at }: ScheduleHeadRow): Recurrence {
  return createRecurrence(
    { cron: cron ?? undefined, interval_seconds: interval_seconds ?? undefined, time_zone },
    created_at,
  );
}

export async function toScheduleRecord(
  connection: StoreConnection,
  ownership: Ownership,
  row: ScheduleHeadRow,
): Promise<ScheduleRecord> {
  const [last] = await readOccurrences(connection, ownership, { where: { schedule_id: row.id }, limit: 1, offset: 0 });
  return {
    id: row.id,
    name: row.name,
    status: row.status as ScheduleRecord['status'],
    cron: row.cron ?? undefined,
    interval_seconds: row.interval_seconds ?? undefined,
    time_zone: row.time_zone,
    created_at: toTime(row.created_at),
    cancelled_at: toOptionalTime(row.cancelled_at),
    next_run_at: toOptionalTime(row.next_due_at),
    last_run: last,
  };
}

export async function toStoredSchedule(
  connection: StoreConnection,
  ownership: Ownership,
  row: ScheduleRow,
): Promise<StoredSchedule> {
  return {
    ...(await toScheduleRecord(connection, ownership, row)),
    suite: await unpackJson(row.suite),
    ...(row.notification === null ? {} : { notification: await unpackJson(row.notification) }),
  };
}
