import { setImmediate } from 'node:timers/promises';
import type { MockloopDatabase } from '@mockloop/database';
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import { FIRST_HOUR, HOUR_MS } from './code-names.ts';
import { CellCounter, STATUSES } from './group-collector.ts';
import type { LogDimension } from './log-store.ts';
import type { LogTables } from './log-tables.ts';
import { type LogConditions, selectEntries } from './select-entries.ts';

/** How many entries are looked at before others get a turn: a few milliseconds. */
const ENTRIES_AT_ONCE = 10_000;
/** `code * 1000 + status` and ticks share one number of 53 bits, since one column costs half of two. */
const MAX_CODE = 2 ** 16;
const MAX_TICKS = 2 ** 27;

const LAST_ID = Number.MAX_SAFE_INTEGER - 1;

type Row = ExpressionBuilder<LogTables, 'log_entries' | 'log_search'>;

/** Counts entries by a dimension, whose values are numbers here: see `codeNames`. */
export async function countCells(
  database: MockloopDatabase<LogTables>,
  conditions: LogConditions,
  by: LogDimension,
): Promise<CellCounter> {
  const counter = new CellCounter();
  for (let first = 0; first < LAST_ID; ) {
    const last = await endOfSlice(database, first);
    const { query } = selectEntries(database.kysely, conditions, { above: first, below: last + 1 });
    const values = query.select((row) => packed(row, by).as('packed'));
    addPacked(counter, await database.column(values.compile()));
    first = last;
    await setImmediate();
  }
  return counter;
}

async function endOfSlice({ kysely }: MockloopDatabase<LogTables>, first: number): Promise<number> {
  const ids = kysely.selectFrom('log_entries').select('id').where('id', '>', first).orderBy('id');
  const last = await ids
    .limit(1)
    .offset(ENTRIES_AT_ONCE - 1)
    .executeTakeFirst();
  return last?.id ?? LAST_ID;
}

/** Cell and ticks in one number; as text where that would not fit. */
function packed(row: Row, by: LogDimension): RawBuilder<number | string> {
  const code = codeOf(row, by);
  const cell = sql<number>`(${code} * ${sql.lit(STATUSES)} + status)`;
  return sql`case when ${code} < ${sql.lit(MAX_CODE)} and duration < ${sql.lit(MAX_TICKS)}
    then ${cell} * ${sql.lit(MAX_TICKS)} + duration else ${cell} || ' ' || duration end`;
}

function codeOf(row: Row, by: LogDimension): RawBuilder<number> {
  if (by === 'endpoint' || by === 'method') return sql<number>`${row.ref('endpoint_id')}`;
  if (by === 'client' || by === 'session') return sql<number>`${row.ref('origin_id')}`;
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
