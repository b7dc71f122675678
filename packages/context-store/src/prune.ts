import type { DeleteQueryBuilder, DeleteResult } from 'kysely';
import { checkCount, checkTime } from './check-input.ts';
import type { StoreContext } from './store-context.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';

/** What may go. What is under way, active or pending never does. */
export interface PruneOptions {
  /** What ended before then: ISO 8601. */
  readonly before?: string | undefined;
  /** Runs that have ended, but for so many of the newest. */
  readonly keepRuns?: number | undefined;
}

/** How much was deleted. */
export interface Pruned {
  readonly runs: number;
  readonly sessions: number;
  readonly occurrences: number;
  readonly schedules: number;
  readonly notifications: number;
}

/** @throws {ContextStoreError} `INVALID_INPUT` */
export async function prune(context: StoreContext, { before, keepRuns }: PruneOptions): Promise<Pruned> {
  const at = before === undefined ? undefined : checkTime('time', before);
  const kept = keepRuns === undefined ? undefined : checkCount('number of runs to keep', keepRuns);
  const isThere = await context.database.read(() => Promise.resolve(true));
  if (isThere !== true) return NOTHING;
  return context.database.write(async (connection) => {
    const surplus = kept === undefined ? 0 : await count(deleteSurplus(connection, context, kept));
    const old = at === undefined ? NOTHING : await deleteOld(connection, context, at);
    return { ...old, runs: old.runs + surplus };
  });
}

const NOTHING: Pruned = { runs: 0, sessions: 0, occurrences: 0, schedules: 0, notifications: 0 };

async function deleteOld(connection: StoreConnection, { ownership }: StoreContext, at: number): Promise<Pruned> {
  const living = ownership.living(connection);
  const runs = connection
    .deleteFrom('runs')
    .where('updated_at', '<', at)
    .where((row) => row.or([row('status', '!=', 'running'), row('owner', 'not in', living)]));
  const sessions = connection.deleteFrom('sessions').where('ended_at', '<', at);
  const occurrences = connection
    .deleteFrom('occurrences')
    .where('claimed_at', '<', at)
    .where((row) =>
      row.or([row('finished_at', '<', at), row.and([row('finished_at', 'is', null), row('owner', 'not in', living)])]),
    );
  const schedules = connection
    .deleteFrom('schedules')
    .where('status', '!=', 'active')
    .where('created_at', '<', at)
    .where((row) => row.or([row('cancelled_at', 'is', null), row('cancelled_at', '<', at)]))
    .where('id', 'not in', connection.selectFrom('occurrences').select('schedule_id'));
  const notifications = connection.deleteFrom('notifications').where('finished_at', '<', at);
  return {
    runs: await count(runs),
    sessions: await count(sessions),
    // Before the schedules: one goes when nothing is left of it.
    occurrences: await count(occurrences),
    schedules: await count(schedules),
    notifications: await count(notifications),
  };
}

function deleteSurplus(
  connection: StoreConnection,
  { ownership }: StoreContext,
  kept: number,
): DeleteQueryBuilder<StoreTables, 'runs', DeleteResult> {
  const living = ownership.living(connection);
  const surplus = connection
    .selectFrom('runs')
    .select('id')
    .where((row) => row.or([row('status', '!=', 'running'), row('owner', 'not in', living)]))
    .orderBy('started_at', 'desc')
    .orderBy('id')
    // All that follow: SQLite has no offset without a limit.
    .limit(-1)
    .offset(kept);
  return connection.deleteFrom('runs').where('id', 'in', surplus);
}

async function count<Table extends keyof StoreTables>(
  query: DeleteQueryBuilder<StoreTables, Table, DeleteResult>,
): Promise<number> {
  return Number((await query.executeTakeFirstOrThrow()).numDeletedRows);
}
