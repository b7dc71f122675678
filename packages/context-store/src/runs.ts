import { checkId, checkWord } from './check-input.ts';
import { ContextStoreError } from './context-store-error.ts';
import { countRows } from './count-rows.ts';
import { checkPage } from './page.ts';
import { runConditions } from './run-filter.ts';
import { appendItems, readItems } from './run-items.ts';
import type { NewRun, RunChange, RunOutcome, RunRecord } from './run-record.ts';
import { changedColumns, endedColumns, newRunRow, type RunRow, selectRuns, toRunRecord } from './run-rows.ts';
import type { RunStore } from './run-store.ts';
import { checkSessionIsActive, noteRun } from './session-events.ts';
import type { StoreContext } from './store-context.ts';
import type { StoreConnection } from './store-database.ts';
import {
  MAX_PLAN_BYTES,
  MAX_RESULT_BYTES,
  packJson,
  packOptionalJson,
  type StoredJson,
  unpackJson,
} from './stored-json.ts';

const RESULT_LIMIT = { what: 'result of the run', maxBytes: MAX_RESULT_BYTES };
const PLAN_LIMIT = { what: 'plan of the run', maxBytes: MAX_PLAN_BYTES };

export function createRuns({ database, ownership, now, newId }: StoreContext): RunStore {
  const insert = async (run: NewRun, outcome?: RunOutcome): Promise<RunRecord> => {
    const at = now();
    const begun = newRunRow(run, run.id ?? newId(), at);
    const ended = outcome === undefined ? {} : withDuration(endedColumns(outcome, at), begun.started_at);
    const plan = packJson(run.plan, PLAN_LIMIT);
    const result = packOptionalJson(outcome?.result, RESULT_LIMIT);
    return database.write(
      async (connection) => {
        await checkReferences(connection, begun);
        const row = { ...begun, ...ended, plan: await plan, result: await result };
        await insertRow(connection, outcome === undefined ? { ...row, owner: ownership.owner } : row);
        if (outcome === undefined) await ownership.hold(connection, row.id);
        const record = await readRecord(connection, row.id);
        await noteRun(connection, record, at);
        return record;
      },
      [plan, result],
    );
  };

  const readRecord = async (connection: StoreConnection, id: string): Promise<RunRecord> => {
    const row = await selectRuns(connection, ownership).where('id', '=', id).executeTakeFirstOrThrow();
    return toRunRecord(row);
  };

  /** Writes columns of a run that is under way. */
  const change = async (connection: StoreConnection, id: string, columns: Partial<RunRow>): Promise<void> => {
    const { started_at } = await runUnderWay(connection, id);
    await connection.updateTable('runs').set(withDuration(columns, started_at)).where('id', '=', id).execute();
  };

  return {
    startRun: (run) => insert(run),
    saveRun: (run) => insert(run, run),
    async updateRun(id, wanted: RunChange) {
      const columns = changedColumns(wanted, now());
      const result = packOptionalJson(wanted.result, RESULT_LIMIT);
      await database.write(
        async (connection) => change(connection, id, { ...columns, ...resultColumn(await result) }),
        [result],
      );
    },
    async appendToRun(id, part, items) {
      const of = { id, part: checkWord('name of the list', part) };
      if (!Array.isArray(items)) throw new ContextStoreError('INVALID_INPUT', `The ${part} to add are no list.`);
      if (items.length === 0) return;
      const packed = packJson(items, { what: `list of ${part}`, maxBytes: MAX_RESULT_BYTES });
      const columns = changedColumns({}, now());
      const count = items.length;
      await database.write(
        async (connection) => {
          await change(connection, id, columns);
          await appendItems(connection, of, { items: await packed, count });
        },
        [packed],
      );
    },
    async finishRun(id, outcome) {
      const columns = endedColumns(outcome, now());
      const result = packOptionalJson(outcome.result, RESULT_LIMIT);
      const record = await database.write(
        async (connection) => {
          await change(connection, id, { ...columns, ...resultColumn(await result) });
          const ended = await readRecord(connection, id);
          await noteRun(connection, ended, now());
          return ended;
        },
        [result],
      );
      ownership.release(id);
      return record;
    },
    async getRun(id) {
      const row = await database.read((connection) =>
        selectRuns(connection, ownership).select(['plan', 'result']).where('id', '=', id).executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      const result = row.result === null ? {} : { result: await unpackJson(row.result) };
      return { ...toRunRecord(row), plan: await unpackJson(row.plan), ...result };
    },
    async listRuns(filter = {}, page = {}) {
      const { limit, offset } = checkPage(page);
      const found = await database.read(async (connection) => {
        const where = runConditions(filter, ownership, connection);
        const total = await countRows(connection.selectFrom('runs').where(where));
        const rows = await selectRuns(connection, ownership)
          .where(where)
          .orderBy('started_at', 'desc')
          .orderBy('id')
          .limit(limit)
          .offset(offset)
          .execute();
        return { runs: rows.map(toRunRecord), total };
      });
      return found ?? { runs: [], total: 0 };
    },
    async listRunItems(id, part, page = {}) {
      const range = checkPage(page);
      const found = await database.read((connection) => readItems(connection, { id, part }, range));
      return found ?? { items: [], total: 0 };
    },
    deleteRun: (id) =>
      database.write(async (connection) => {
        const run = await selectRuns(connection, ownership).where('id', '=', id).executeTakeFirst();
        if (run === undefined) return false;
        if (toRunRecord(run).status === 'running') {
          throw new ContextStoreError('RUNNING', `The run ${id} is under way; cancel it before you delete it.`);
        }
        await connection.deleteFrom('runs').where('id', '=', id).execute();
        return true;
      }),
  };
}

/** A result that is not given leaves the one that there is. */
function resultColumn(result: StoredJson | null): Partial<RunRow> {
  return result === null ? {} : { result };
}

/** A run that has ended took as long as from its start to its end, where nobody has measured it better. */
function withDuration(columns: Partial<RunRow>, startedAt: number): Partial<RunRow> {
  const { finished_at, duration_ms } = columns;
  if (typeof finished_at !== 'number' || duration_ms !== null) return columns;
  return { ...columns, duration_ms: Math.max(0, finished_at - startedAt) };
}

async function insertRow(connection: StoreConnection, row: RunRow): Promise<void> {
  const { numInsertedOrUpdatedRows: added } = await connection
    .insertInto('runs')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (added === 1n) return;
  throw new ContextStoreError('EXISTS', `There is a run ${row.id} already; take another id.`);
}

async function runUnderWay(connection: StoreConnection, id: string): Promise<Pick<RunRow, 'started_at'>> {
  const run = await connection
    .selectFrom('runs')
    .select(['status', 'started_at'])
    .where('id', '=', checkId('id of the run', id))
    .executeTakeFirst();
  if (run === undefined) throw new ContextStoreError('UNKNOWN', `There is no run ${id}.`);
  if (run.status === 'running') return run;
  throw new ContextStoreError('ENDED', `The run ${id} has ended (${run.status}); it is not changed any more.`);
}

async function checkReferences(
  connection: StoreConnection,
  { session_id, occurrence_id }: Pick<RunRow, 'session_id' | 'occurrence_id'>,
): Promise<void> {
  if (session_id !== null) await checkSessionIsActive(connection, session_id);
  if (occurrence_id === null) return;
  const occurrence = await connection
    .selectFrom('occurrences')
    .select('id')
    .where('id', '=', occurrence_id)
    .executeTakeFirst();
  if (occurrence === undefined) {
    throw new ContextStoreError('UNKNOWN', `There is no occurrence ${occurrence_id} of a schedule.`);
  }
}
