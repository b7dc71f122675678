import type { Selectable } from 'kysely';
import { checkId, checkOneOf, checkText } from './check-input.ts';
import { ContextStoreError } from './context-store-error.ts';
import { countRows } from './count-rows.ts';
import { checkPage } from './page.ts';
import { selectRuns, toRunRecord } from './run-rows.ts';
import { checkSessionIsActive, insertEvent, newEventRow, readEvents } from './session-events.ts';
import { NO_PROGRESS, progressOf } from './session-progress.ts';
import type { SessionRecord, StoredSession } from './session-record.ts';
import type { SessionStore } from './session-store.ts';
import type { StoreContext } from './store-context.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';
import { MAX_CONFIG_BYTES, MAX_PLAN_BYTES, packJson, packOptionalJson, unpackJson } from './stored-json.ts';
import { toOptionalTime, toTime } from './to-time.ts';

type HeadRow = Omit<Selectable<StoreTables['sessions']>, 'plan' | 'config' | 'summary'>;

const HEAD = ['id', 'name', 'status', 'created_at', 'ended_at'] as const;
const STATUSES = ['active', 'ended'] as const;
const MAX_CURRENT = 100;

export function createSessions({ database, ownership, now, newId }: StoreContext): SessionStore {
  const toRecords = async (connection: StoreConnection, rows: readonly HeadRow[]): Promise<SessionRecord[]> => {
    const ids = rows.map(({ id }) => id);
    const [progress, alerts] = await Promise.all([
      progressOf(connection, ownership, ids),
      countAlerts(connection, ids),
    ]);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      status: checkOneOf('status of the session', row.status, STATUSES),
      created_at: toTime(row.created_at),
      ended_at: toOptionalTime(row.ended_at),
      progress: progress.get(row.id) ?? NO_PROGRESS,
      alerts_count: alerts.get(row.id) ?? 0,
    }));
  };

  const readWhole = async (connection: StoreConnection, id: string): Promise<StoredSession | undefined> => {
    const row = await connection.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) return undefined;
    const [record] = await toRecords(connection, [row]);
    const current = await selectRuns(connection, ownership)
      .where('session_id', '=', id)
      .where('status', '=', 'running')
      .where('owner', 'in', ownership.living(connection))
      .orderBy('started_at', 'desc')
      .limit(MAX_CURRENT)
      .execute();
    return record && { ...record, ...(await unpackColumns(row)), current: current.map(toRunRecord) };
  };

  const readKnown = async (connection: StoreConnection, id: string): Promise<StoredSession> => {
    const session = await readWhole(connection, id);
    if (session === undefined) throw unknown(id);
    return session;
  };

  return {
    async createSession({ id = newId(), name, plan, config }) {
      const row = {
        id: checkId('id of the session', id),
        name: checkText('name of the session', name, 200),
        status: 'active',
        created_at: now(),
        ended_at: null,
        summary: null,
      };
      const packedPlan = packJson(plan, { what: 'plan of the session', maxBytes: MAX_PLAN_BYTES });
      const packedConfig = packOptionalJson(config, {
        what: 'configuration of the session',
        maxBytes: MAX_CONFIG_BYTES,
      });
      return database.write(
        async (connection) => {
          const { numInsertedOrUpdatedRows: added } = await connection
            .insertInto('sessions')
            .values({ ...row, plan: await packedPlan, config: await packedConfig })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .executeTakeFirstOrThrow();
          if (added !== 1n) {
            throw new ContextStoreError('EXISTS', `There is a session ${row.id} already; take another id.`);
          }
          return readKnown(connection, row.id);
        },
        [packedPlan, packedConfig],
      );
    },
    getSession: (id) => database.read((connection) => readWhole(connection, id)),
    async listSessions({ status } = {}, page = {}) {
      const { limit, offset } = checkPage(page);
      const found = await database.read(async (connection) => {
        let query = connection.selectFrom('sessions');
        if (status !== undefined) query = query.where('status', '=', checkOneOf('status', status, STATUSES));
        const total = await countRows(query);
        const newest = query.select(HEAD).orderBy('created_at', 'desc').orderBy('id').limit(limit).offset(offset);
        return { sessions: await toRecords(connection, await newest.execute()), total };
      });
      return found ?? { sessions: [], total: 0 };
    },
    async endSession(id, summary) {
      const ended_at = now();
      const packed = packOptionalJson(summary, { what: 'summary of the session', maxBytes: MAX_PLAN_BYTES });
      return database.write(
        async (connection) => {
          await checkSessionIsActive(connection, id);
          const change = { status: 'ended', ended_at, summary: await packed };
          await connection.updateTable('sessions').set(change).where('id', '=', id).execute();
          return readKnown(connection, id);
        },
        [packed],
      );
    },
    async addSessionEvent(id, event) {
      const row = newEventRow(checkId('id of the session', id), event, now());
      return database.write(async (connection) => {
        const session = await connection.selectFrom('sessions').select('id').where('id', '=', id).executeTakeFirst();
        if (session === undefined) throw unknown(id);
        return insertEvent(connection, row);
      });
    },
    async listSessionEvents(id, filter = {}, page = {}) {
      const range = checkPage(page);
      const found = await database.read((connection) => readEvents(connection, { ...filter, id }, range));
      return found ?? { events: [], total: 0 };
    },
  };
}

function unknown(id: string): ContextStoreError {
  return new ContextStoreError('UNKNOWN', `There is no session ${id}.`);
}

async function countAlerts(connection: StoreConnection, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await connection
    .selectFrom('session_events')
    .select('session_id')
    .select((row) => row.fn.countAll<number>().as('alerts'))
    .where('session_id', 'in', ids)
    .where('type', '=', 'alert')
    .groupBy('session_id')
    .execute();
  return new Map(rows.map(({ session_id, alerts }) => [session_id, alerts]));
}

async function unpackColumns({
  plan,
  config,
  summary,
}: Pick<StoreTables['sessions'], 'plan' | 'config' | 'summary'>): Promise<
  Omit<StoredSession, keyof SessionRecord | 'current'>
> {
  return {
    plan: await unpackJson(plan),
    ...(config === null ? {} : { config: await unpackJson(config) }),
    ...(summary === null ? {} : { summary: await unpackJson(summary) }),
  };
}
