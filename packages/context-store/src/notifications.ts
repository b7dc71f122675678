import type { Selectable } from 'kysely';
import { checkCount, checkId, checkOneOf, checkTime, cutText } from './check-input.ts';
import { ContextStoreError } from './context-store-error.ts';
import { countRows } from './count-rows.ts';
import type { ClaimedNotification, DeliveryAttempt, NotificationRecord } from './notification-record.ts';
import type { NotificationFilter, NotificationStore } from './notification-store.ts';
import type { Ownership } from './ownership.ts';
import { checkPage } from './page.ts';
import type { StoreContext } from './store-context.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';
import { MAX_CONFIG_BYTES, packJson, unpackJson } from './stored-json.ts';
import { toOptionalTime, toTime } from './to-time.ts';

type NotificationRow = Selectable<StoreTables['notifications']>;
type HeadRow = Omit<NotificationRow, 'target' | 'payload'>;

const HEAD = [
  'id',
  'status',
  'run_id',
  'schedule_id',
  'created_at',
  'finished_at',
  'attempts',
  'next_attempt_at',
  'owner',
  'last_status',
  'last_error',
] as const;
const STATUSES = ['pending', 'delivered', 'failed'] as const;
const MAX_CLAIMS = 100;

export function createNotifications({ database, ownership, now, newId }: StoreContext): NotificationStore {
  return {
    async addNotification({ target, payload, run_id, schedule_id }) {
      const at = now();
      const row = {
        id: newId(),
        status: 'pending',
        run_id: run_id === undefined ? null : checkId('id of the run', run_id),
        schedule_id: schedule_id === undefined ? null : checkId('id of the schedule', schedule_id),
        created_at: at,
        finished_at: null,
        attempts: 0,
        next_attempt_at: at,
        owner: null,
        last_status: null,
        last_error: null,
      };
      const packedTarget = packJson(target, { what: 'target of the notification', maxBytes: MAX_CONFIG_BYTES });
      const packedPayload = packJson(payload, { what: 'payload of the notification', maxBytes: MAX_CONFIG_BYTES });
      await database.write(
        async (connection) => {
          const values = { ...row, target: await packedTarget, payload: await packedPayload };
          await connection.insertInto('notifications').values(values).execute();
        },
        [packedTarget, packedPayload],
      );
      return toRecord(row);
    },
    async claimNotifications(limit = 10) {
      const most = Math.min(checkCount('limit', limit), MAX_CLAIMS);
      const waiting = await database.read((connection) =>
        waitingIds(connection, { ownership, at: now(), limit: most }),
      );
      if (waiting === undefined || waiting.length === 0) return [];
      const rows = await database.write((connection) => claim(connection, { ownership, at: now(), limit: most }));
      return Promise.all(rows.map(toClaimed));
    },
    async recordAttempt(id, attempt) {
      const change = attemptColumns(attempt, now());
      const row = await database.write(async (connection) => {
        const before = await connection
          .selectFrom('notifications')
          .select(HEAD)
          .where('id', '=', id)
          .executeTakeFirst();
        if (before === undefined) throw new ContextStoreError('UNKNOWN', `There is no notification ${id}.`);
        if (before.status !== 'pending') {
          throw new ContextStoreError('ENDED', `The notification ${id} is ${before.status} already.`);
        }
        await connection.updateTable('notifications').set(change).where('id', '=', id).execute();
        return { ...before, ...change };
      });
      ownership.release(id);
      return toRecord(row);
    },
    async listNotifications(filter = {}, page = {}) {
      const { limit, offset } = checkPage(page);
      const wanted = filterColumns(filter);
      const found = await database.read(async (connection) => {
        const query = connection.selectFrom('notifications').where((row) => row.and(wanted));
        const newest = query.select(HEAD).orderBy('created_at', 'desc').orderBy('id').limit(limit).offset(offset);
        return { notifications: (await newest.execute()).map(toRecord), total: await countRows(query) };
      });
      return found ?? { notifications: [], total: 0 };
    },
  };
}

interface ClaimOptions {
  readonly ownership: Ownership;
  readonly at: number;
  readonly limit: number;
}

async function waitingIds(
  connection: StoreConnection,
  { ownership, at, limit }: ClaimOptions,
): Promise<readonly string[]> {
  const living = ownership.living(connection);
  const rows = await connection
    .selectFrom('notifications')
    .select('id')
    .where('status', '=', 'pending')
    .where('next_attempt_at', '<=', at)
    .where((row) => row.or([row('owner', 'is', null), row('owner', 'not in', living)]))
    .orderBy('created_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

async function claim(connection: StoreConnection, options: ClaimOptions): Promise<readonly NotificationRow[]> {
  const { ownership } = options;
  const ids = await waitingIds(connection, options);
  for (const id of ids) await ownership.hold(connection, id);
  return connection
    .updateTable('notifications')
    .set((row) => ({ owner: ownership.owner, attempts: row('attempts', '+', 1) }))
    .where('id', 'in', ids)
    .returningAll()
    .execute();
}

function attemptColumns(
  { delivered, status, error, retry_at }: DeliveryAttempt,
  at: number,
): Pick<HeadRow, 'status' | 'finished_at' | 'next_attempt_at' | 'owner' | 'last_status' | 'last_error'> {
  const retryAt = delivered || retry_at === undefined ? null : checkTime('time of the next attempt', retry_at);
  return {
    status: delivered ? 'delivered' : retryAt === null ? 'failed' : 'pending',
    finished_at: retryAt === null ? at : null,
    next_attempt_at: retryAt,
    owner: null,
    last_status: status === undefined ? null : checkCount('status', status),
    last_error: error === undefined ? null : cutText(String(error), 2_000),
  };
}

function filterColumns({ status, runId, scheduleId }: NotificationFilter): Partial<HeadRow> {
  return {
    ...(status === undefined ? {} : { status: checkOneOf('status', status, STATUSES) }),
    ...(runId === undefined ? {} : { run_id: runId }),
    ...(scheduleId === undefined ? {} : { schedule_id: scheduleId }),
  };
}

function toRecord(row: HeadRow): NotificationRecord {
  return {
    id: row.id,
    status: row.status as NotificationRecord['status'],
    run_id: row.run_id ?? undefined,
    schedule_id: row.schedule_id ?? undefined,
    created_at: toTime(row.created_at),
    finished_at: toOptionalTime(row.finished_at),
    attempts: row.attempts,
    next_attempt_at: toOptionalTime(row.next_attempt_at),
    last_status: row.last_status ?? undefined,
    last_error: row.last_error ?? undefined,
  };
}

async function toClaimed(row: NotificationRow): Promise<ClaimedNotification> {
  return { ...toRecord(row), target: await unpackJson(row.target), payload: await unpackJson(row.payload) };
}
