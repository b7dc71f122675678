import type { Selectable } from 'kysely';
import { ContextStoreError } from './context-store-error.ts';
import type { Ownership } from './ownership.ts';
import type { OccurrenceRecord } from './schedule-record.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';
import { toOptionalTime, toTime } from './to-time.ts';

type OccurrenceRow = Selectable<StoreTables['occurrences']>;

/** Of one schedule, or one alone. */
export type OccurrenceChoice = { readonly schedule_id: string } | { readonly id: string };

/** The newest first. */
export async function readOccurrences(
  connection: StoreConnection,
  ownership: Ownership,
  options: { readonly where: OccurrenceChoice; readonly limit: number; readonly offset: number },
): Promise<readonly OccurrenceRecord[]> {
  const living = ownership.living(connection);
  const rows = await connection
    .selectFrom('occurrences')
    .selectAll()
    .select((row) => row('owner', 'in', living).as('is_alive'))
    .where((row) => row.and(options.where))
    .orderBy('due_at', 'desc')
    .limit(options.limit)
    .offset(options.offset)
    .execute();
  const runIds = await runIdsOf(
    connection,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toRecord(row, runIds.get(row.id) ?? []));
}

/** @throws {ContextStoreError} `UNKNOWN`, `ENDED` */
export async function checkIsRunning(connection: StoreConnection, id: string): Promise<void> {
  const row = await connection.selectFrom('occurrences').select('status').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new ContextStoreError('UNKNOWN', `There is no occurrence ${id} of a schedule.`);
  if (row.status === 'running') return;
  throw new ContextStoreError('ENDED', `The occurrence ${id} has ended already (${row.status}).`);
}

async function runIdsOf(
  connection: StoreConnection,
  occurrenceIds: readonly string[],
): Promise<ReadonlyMap<string | null, readonly string[]>> {
  const runs = await connection
    .selectFrom('runs')
    .select(['id', 'occurrence_id'])
    .where('occurrence_id', 'in', occurrenceIds)
    .orderBy('started_at')
    .execute();
  const ids = Map.groupBy(runs, ({ occurrence_id }) => occurrence_id);
  return new Map([...ids].map(([occurrence, ofIt]) => [occurrence, ofIt.map(({ id }) => id)]));
}

function toRecord(row: OccurrenceRow & { readonly is_alive: unknown }, run_ids: readonly string[]): OccurrenceRecord {
  const isInterrupted = row.status === 'running' && row.is_alive !== 1;
  return {
    id: row.id,
    schedule_id: row.schedule_id,
    status: isInterrupted ? 'interrupted' : (row.status as OccurrenceRecord['status']),
    due_at: toTime(row.due_at),
    missed_since: toOptionalTime(row.missed_since),
    claimed_at: toTime(row.claimed_at),
    finished_at: toOptionalTime(row.finished_at),
    error: row.error ?? undefined,
    run_ids,
  };
}
