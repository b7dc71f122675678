import { setImmediate } from 'node:timers/promises';
import type { MockloopDatabase } from '@mockloop/database';
import { type Expression, type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import { FIRST_HOUR, HOUR_MS } from './code-names.ts';
import { CellCounter, STATUSES } from './group-collector.ts';
import type { LogConditions } from './log-conditions.ts';
import type { LogDimension } from './log-store.ts';
import type { LogTables } from './log-tables.ts';

/** How many entries are looked at before others get a turn: a few milliseconds. */
const ENTRIES_AT_ONCE = 10_000;
/** `code * 1000 + status`, and ticks: together one number of 53 bits. */
const MAX_CELLS = 2 ** 26;
const MAX_TICKS = 2 ** 27;

/** Counts entries by a dimension, whose values are numbers here: see `codeNames`. */
export async function countCells(
  database: MockloopDatabase<LogTables>,
  conditions: LogConditions,
  by: LogDimension,
): Promise<CellCounter> {
  const counter = new CellCounter();
  for (let first = 0; ; ) {
    const last = await endOfSlice(database, first);
    if (last === undefined) return counter;
    const query = database.kysely
      .selectFrom('log_entries')
      .select((row) => packed(row, by).as('packed'))
      .where((row) => row.and([conditions(row), row('id', '>', first), row('id', '<=', last)]));
    addPacked(counter, await database.column(query.compile()));
    first = last;
    await setImmediate();
  }
}

async function endOfSlice({ kysely }: MockloopDatabase<LogTables>, first: number): Promise<number | undefined> {
  const slice = kysely.selectFrom('log_entries').select('id').where('id', '>', first).orderBy('id');
  const { last } = await kysely
    .selectFrom(slice.limit(ENTRIES_AT_ONCE).as('slice'))
    .select(({ fn }) => fn.max<number | null>('id').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? undefined;
}

/** Cell and ticks in one number, since one column costs half of two; as text where that would not fit. */
function packed(row: ExpressionBuilder<LogTables, 'log_entries'>, by: LogDimension): RawBuilder<number | string> {
  const cell = sql<number>`(${codeOf(row, by)} * ${sql.lit(STATUSES)} + status)`;
  return sql`case when ${cell} < ${sql.lit(MAX_CELLS)} and duration < ${sql.lit(MAX_TICKS)}
    then ${cell} * ${sql.lit(MAX_TICKS)} + duration else ${cell} || ' ' || duration end`;
}

function codeOf(row: ExpressionBuilder<LogTables, 'log_entries'>, by: LogDimension): Expression<number> {
  if (by === 'endpoint' || by === 'method') return row.ref('endpoint_id');
  if (by === 'client' || by === 'session') return row.ref('origin_id');
  return by === 'hour' ? sql<number>`(time / ${sql.lit(HOUR_MS)} - ${sql.lit(FIRST_HOUR)})` : sql<number>`0`;
}

function addPacked(counter: CellCounter, values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value === 'number') {
      const cell = Math.floor(value / MAX_TICKS);
      counter.add(cell, value - cell * MAX_TICKS);
    } else {
      const [cell, ticks] = String(value).split(' ');
      counter.add(Number(cell), Number(ticks));
    }
  }
}
