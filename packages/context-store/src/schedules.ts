import { checkCount, checkOneOf, cutText } from './check-input.ts';
import { claimDue, waitingSchedules } from './claim-due.ts';
import { ContextStoreError } from './context-store-error.ts';
import { countRows } from './count-rows.ts';
import { checkIsRunning, readOccurrences } from './occurrences.ts';
import { checkPage } from './page.ts';
import type { ClaimedOccurrence, StoredSchedule } from './schedule-record.ts';
import {
  newScheduleRow,
  SCHEDULE_HEAD,
  type ScheduleRow,
  toScheduleRecord,
  toStoredSchedule,
} from './schedule-rows.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { StoreContext } from './store-context.ts';
import type { StoreConnection } from './store-database.ts';
import { MAX_CONFIG_BYTES, MAX_PLAN_BYTES, packJson, packOptionalJson } from './stored-json.ts';

const STATUSES = ['active', 'cancelled', 'ended'] as const;
const MAX_CLAIMS = 100;

export function createSchedules({ database, ownership, now, newId }: StoreContext): ScheduleStore {
  const toStored = async (connection: StoreConnection, row: ScheduleRow): Promise<StoredSchedule> =>
    toStoredSchedule(connection, ownership, row);

  const finishOccurrence = async (id: string, error?: string): Promise<void> => {
    const change = {
      status: error === undefined ? 'done' : 'failed',
      error: error === undefined ? null : cutText(String(error), 10_000),
      finished_at: now(),
    };
    await database.write(async (connection) => {
      await checkIsRunning(connection, id);
      await connection.updateTable('occurrences').set(change).where('id', '=', id).execute();
    });
    ownership.release(id);
  };

  /** What cannot be read has failed: as long as it is under way, nothing of its schedule is run. */
  const readClaimed = async (id: string): Promise<ClaimedOccurrence | undefined> => {
    try {
      return await database.read(async (connection) => {
        const [occurrence] = await readOccurrences(connection, ownership, { where: { id }, limit: 1, offset: 0 });
        if (occurrence === undefined) return undefined;
        const { schedule_id } = occurrence;
        const schedule = connection.selectFrom('schedules').selectAll().where('id', '=', schedule_id);
        return { ...occurrence, schedule: await toStored(connection, await schedule.executeTakeFirstOrThrow()) };
      });
    } catch (error) {
      await finishOccurrence(id, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };

  const msUntilDue = async (): Promise<number | undefined> => {
    const next = await database.read((connection) =>
      waitingSchedules(connection, ownership).select('next_due_at').orderBy('next_due_at').limit(1).executeTakeFirst(),
    );
    return next?.next_due_at == null ? undefined : Math.max(0, next.next_due_at - now());
  };

  return {
    async createSchedule(schedule) {
      const row = newScheduleRow(schedule, schedule.id ?? newId(), now());
      const suite = packJson(schedule.suite, { what: 'suite', maxBytes: MAX_PLAN_BYTES });
      const notification = packOptionalJson(schedule.notification, {
        what: 'notification',
        maxBytes: MAX_CONFIG_BYTES,
      });
      return database.write(
        async (connection) => {
          const whole = { ...row, suite: await suite, notification: await notification };
          await insertSchedule(connection, whole);
          return toStored(connection, whole);
        },
        [suite, notification],
      );
    },
    getSchedule: (id) =>
      database.read(async (connection) => {
        const row = await connection.selectFrom('schedules').selectAll().where('id', '=', id).executeTakeFirst();
        return row === undefined ? undefined : toStored(connection, row);
      }),
    async listSchedules({ status } = {}, page = {}) {
      const { limit, offset } = checkPage(page);
      const found = await database.read(async (connection) => {
        let query = connection.selectFrom('schedules');
        if (status !== undefined) query = query.where('status', '=', checkOneOf('status', status, STATUSES));
        const total = await countRows(query);
        const newest = query.select(SCHEDULE_HEAD).orderBy('created_at', 'desc').orderBy('id');
        const rows = await newest.limit(limit).offset(offset).execute();
        const schedules = await Promise.all(rows.map((row) => toScheduleRecord(connection, ownership, row)));
        return { schedules, total };
      });
      return found ?? { schedules: [], total: 0 };
    },
    cancelSchedule: (id) =>
      database.write(async (connection) => {
        const row = await connection.selectFrom('schedules').selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) throw new ContextStoreError('UNKNOWN', `There is no schedule ${id}.`);
        if (row.status !== 'active') {
          throw new ContextStoreError('ENDED', `The schedule ${id} is ${row.status} already.`);
        }
        const change = { status: 'cancelled', cancelled_at: now(), next_due_at: null };
        await connection.updateTable('schedules').set(change).where('id', '=', id).execute();
        return toStored(connection, { ...row, ...change });
      }),
    async claimDue(limit = 1) {
      const most = Math.min(checkCount('limit', limit), MAX_CLAIMS);
      if ((await msUntilDue()) !== 0) return [];
      const ids = await database.write((connection) => claimDue(connection, { ownership, now, newId, limit: most }));
      const claimed = await Promise.all(ids.map(readClaimed));
      return claimed.filter((occurrence) => occurrence !== undefined);
    },
    finishOccurrence,
    async listOccurrences(scheduleId, page = {}) {
      const range = checkPage(page);
      const found = await database.read(async (connection) => {
        const ofSchedule = connection.selectFrom('occurrences').where('schedule_id', '=', scheduleId);
        return {
          occurrences: await readOccurrences(connection, ownership, { where: { schedule_id: scheduleId }, ...range }),
          total: await countRows(ofSchedule),
        };
      });
      return found ?? { occurrences: [], total: 0 };
    },
    msUntilDue,
  };
}

async function insertSchedule(connection: StoreConnection, row: ScheduleRow): Promise<void> {
  const { numInsertedOrUpdatedRows: added } = await connection
    .insertInto('schedules')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (added === 1n) return;
  throw new ContextStoreError('EXISTS', `There is a schedule ${row.id} already; take another id.`);
}
