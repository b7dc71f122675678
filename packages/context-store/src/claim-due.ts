import type { SelectQueryBuilder } from 'kysely';
import type { Ownership } from './ownership.ts';
import { recurrenceOf, type ScheduleRow } from './schedule-rows.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';

interface Claim {
  readonly id: string;
  readonly row: ScheduleRow;
}

export interface ClaimOptions {
  readonly ownership: Ownership;
  readonly now: () => number;
  readonly newId: () => string;
  readonly limit: number;
}

/**
 * Claims what is due, in the transaction of `connection`.
 *
 * @returns Ids of occurrences.
 */
export async function claimDue(
  connection: StoreConnection,
  { ownership, now, newId, limit }: ClaimOptions,
): Promise<readonly string[]> {
  const at = now();
  const due = await waitingSchedules(connection, ownership)
    .selectAll()
    .where('next_due_at', '<=', at)
    .orderBy('next_due_at')
    .limit(limit)
    .execute();
  const claimed: string[] = [];
  for (const row of due) {
    const id = newId();
    if (await claim(connection, { id, row, at, owner: ownership.owner })) claimed.push(id);
    await advance(connection, row, at);
  }
  for (const id of claimed) await ownership.hold(connection, id);
  return claimed;
}

/** Those that will be run again, without those that are being run now. */
export function waitingSchedules(
  connection: StoreConnection,
  ownership: Ownership,
): SelectQueryBuilder<StoreTables, 'schedules', object> {
  const beingRun = connection
    .selectFrom('occurrences')
    .select('schedule_id')
    .where('status', '=', 'running')
    .where('owner', 'in', ownership.living(connection));
  return connection
    .selectFrom('schedules')
    .where('status', '=', 'active')
    .where('next_due_at', 'is not', null)
    .where('id', 'not in', beingRun);
}

/** @returns Whether it was claimed now: a clock that was set back makes nothing happen twice. */
async function claim(
  connection: StoreConnection,
  { id, row, at, owner }: Claim & { readonly at: number; readonly owner: string },
): Promise<boolean> {
  const first = row.next_due_at ?? at;
  const due_at = Math.max(first, recurrenceOf(row).newest(at) ?? first);
  const { numInsertedOrUpdatedRows: added } = await connection
    .insertInto('occurrences')
    .values({
      id,
      schedule_id: row.id,
      due_at,
      missed_since: due_at === first ? null : first,
      claimed_at: at,
      owner,
      status: 'running',
      finished_at: null,
      error: null,
    })
    .onConflict((conflict) => conflict.columns(['schedule_id', 'due_at']).doNothing())
    .executeTakeFirstOrThrow();
  return added === 1n;
}

async function advance(connection: StoreConnection, row: ScheduleRow, at: number): Promise<void> {
  const next_due_at = recurrenceOf(row).next(at) ?? null;
  const status = next_due_at === null ? 'ended' : 'active';
  await connection.updateTable('schedules').set({ next_due_at, status }).where('id', '=', row.id).execute();
}
