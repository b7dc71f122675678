import { setImmediate } from 'node:timers/promises';
import type { MockloopDatabase } from '@mockloop/database';
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import { UNIT_MS } from './code-names.ts';
import { LogStoreError } from './errors.ts';
import { CellCounter, STATUSES } from './group-collector.ts';
import type { LogDimension } from './log-store.ts';
import type { LogTables } from './log-tables.ts';
import { timeOfId } from './pending-entry.ts';
import { type LogConditions, selectEntries } from './select-entries.ts';

/** How many entries are looked at before others get a turn: a few milliseconds. */
const ENTRIES_AT_ONCE = 10_000;
/** `code * 1000 + status` and ticks share one number of 53 bits, since one column costs half of two. */
const MAX_CODE = 2 ** 16;
const MAX_TICKS = 2 ** 27;

/** Each takes half a kilobyte. */
const MAX_CELLS = 250_000;

const LAST_ID = Number.MAX_SAFE_INTEGER - 1;

type Row = ExpressionBuilder<LogTables, 'log_entries' | 'log_search'>;

/**
 * Counts entries by a dimension, whose values are numbers here: see `codeNames`.
 *
 * @throws {LogStoreError} `TOO_MANY_GROUPS`
 */
export async function countCells(
  database: MockloopDatabase<LogTables>,
  conditions: LogConditions,
  by: LogDimension,
): Promise<CellCounter> {
  const counter = new CellCounter();
  const { firstId = 1 } = conditions;
  for (let above = firstId - 1; above < LAST_ID; ) {
    const last = await endOfSlice(database, above);
    const { query } = selectEntries(database.kysely, conditions, { above, below: last + 1 });
    // Small numbers can be packed: times are counted from about where the slice begins.
    const base = Math.floor(timeOfId(above) / (UNIT_MS[by] ?? Infinity));
    const values = query.select((row) => packed(codeOf(row, by, base)).as('packed'));
    addPacked(counter, await database.column(values.compile()), base);
    if (counter.cells.size > MAX_CELLS) throw tooMany(by);
    above = last;
    await setImmediate();
  }
  return counter;
}

function tooMany(by: LogDimension): LogStoreError {
  return new LogStoreError(
    'TOO_MANY_GROUPS',
    `There are more than ${MAX_CELLS} groups by ${by}: ask for a shorter time`,
  );
}

async function endOfSlice({ kysely }: MockloopDatabase<LogTables>, above: number): Promise<number> {
  const ids = kysely.selectFrom('log_entries').select('id').where('id', '>', above).orderBy('id');
  const last = await ids
    .limit(1)
    .offset(ENTRIES_AT_ONCE - 1)
    .executeTakeFirst();
  return last?.id ?? LAST_ID;
}

function codeOf(row: Row, by: LogDimension, base: number): RawBuilder<number> {
  const unitMs = UNIT_MS[by];
  if (unitMs !== undefined) return sql<number>`(time / ${sql.lit(unitMs)} - ${sql.lit(base)})`;
  if (by === 'endpoint' || by === 'method') return sql<number>`${row.ref('endpoint_id')}`;
  return by === 'status' ? sql<number>`0` : sql<number>`${row.ref('origin_id')}`;
}

/** Cell and ticks in one number; as text where that would not fit. */
function packed(code: RawBuilder<number>): RawBuilder<number | string> {
  const cell = sql<number>`(${code} * ${sql.lit(STATUSES)} + status)`;
  return sql`case when abs(${code}) < ${sql.lit(MAX_CODE)} and duration < ${sql.lit(MAX_TICKS)}
    then ${cell} * ${sql.lit(MAX_TICKS)} + duration else ${cell} || ' ' || duration end`;
}

function addPacked(counter: CellCounter, values: readonly unknown[], base: number): void {
  const first = base * STATUSES;
  for (const value of values) {
    if (typeof value === 'number') {
      const cell = Math.floor(value / MAX_TICKS);
      counter.add(first + cell, value - cell * MAX_TICKS);
    } else {
      const [cell, ticks] = String(value).split(' ');
      counter.add(first + Number(cell), Number(ticks));
    }
  }
}
