import { setImmediate } from 'node:timers/promises';
import type { MockloopDatabase, WriteStatements } from '@mockloop/database';
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import { forgetAllText, forgetText } from './full-text.ts';
import type { LogTables } from './log-tables.ts';
import { type LogConditions, selectEntries } from './select-entries.ts';

/** How many entries are deleted in one transaction: some milliseconds. */
const ENTRIES_AT_ONCE = 500;

/** What only entries refer to, and by which columns. */
const PARTS: readonly (readonly [table: keyof LogTables, references: string])[] = [
  ['log_messages', 'select request_id from log_entries union all select response_id from log_entries'],
  ['log_headers', 'select headers_id from log_messages'],
  ['log_origins', 'select origin_id from log_entries'],
  ['log_paths', 'select path_id from log_entries'],
];

/** Deletes entries, some at a time so that others get a turn, then what nothing refers to any more. Says how many. */
export async function deleteEntries(database: MockloopDatabase<LogTables>, conditions: LogConditions): Promise<number> {
  const { kysely } = database;
  let deleted = 0;
  for (let last = 0; ; ) {
    const { query, id } = selectEntries(kysely, conditions, { above: last });
    const rows = await query.select('log_entries.id').orderBy(id).limit(ENTRIES_AT_ONCE).execute();
    const final = rows.at(-1);
    if (final === undefined) break;
    const ids = JSON.stringify(rows.map(({ id }) => id));
    const entries = sql`delete from log_entries where id in (select value from json_each(${ids}))`;
    await database.writeTransaction((statements) => runAll(statements, kysely, [forgetText(ids), entries]));
    deleted += rows.length;
    last = final.id;
    await setImmediate();
  }
  if (deleted > 0) await deleteUnused(database);
  return deleted;
}

/** Deletes all entries of all APIs at once, which costs the same for one and for a million. Says how many. */
export function deleteAll(database: MockloopDatabase<LogTables>): Promise<number> {
  const { kysely } = database;
  const count = kysely
    .selectFrom('log_entries')
    .select(({ fn }) => fn.countAll().as('count'))
    .compile();
  return database.writeTransaction((statements) => {
    const deleted = Number(statements.value(count, []));
    const tables = ['log_entries', ...PARTS.map(([table]) => table)].map(
      (table) => sql`delete from ${sql.table(table)}`,
    );
    runAll(statements, kysely, [...forgetAllText(), ...tables]);
    return deleted;
  });
}

function deleteUnused(database: MockloopDatabase<LogTables>): Promise<void> {
  const deletions = PARTS.map(
    ([table, references]) => sql`delete from ${sql.table(table)} where id not in (${sql.raw(references)})`,
  );
  return database.writeTransaction((statements) => runAll(statements, database.kysely, deletions));
}

function runAll(statements: WriteStatements, kysely: Kysely<LogTables>, queries: readonly RawBuilder<unknown>[]): void {
  for (const query of queries) {
    const compiled: CompiledQuery = query.compile(kysely);
    statements.run(compiled, compiled.parameters as string[]);
  }
}
