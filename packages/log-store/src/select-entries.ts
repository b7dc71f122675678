import type { Expression, ExpressionBuilder, Kysely, SelectQueryBuilder, SqlBool } from 'kysely';
import { matches } from './full-text.ts';
import type { LogTables } from './log-tables.ts';

/** A filter that was looked up: what must hold of entries. */
export interface LogConditions {
  readonly where: (row: ExpressionBuilder<LogTables, 'log_entries'>) => Expression<SqlBool>;
  /** No entry with a smaller id is meant. Default 1. */
  readonly firstId?: number | undefined;
  /** A query of the full-text index. */
  readonly match?: string | undefined;
}

/** Both bounds are exclusive. */
export interface IdRange {
  readonly above?: number | undefined;
  readonly below?: number | undefined;
}

export interface SelectedEntries {
  readonly query: SelectQueryBuilder<LogTables, 'log_entries' | 'log_search', object>;
  /** The column of ids that is quick to sort by. */
  readonly id: 'log_entries.id' | 'log_search.rowid';
}

/** A query of the entries that meet conditions, without columns yet. */
export function selectEntries(
  kysely: Kysely<LogTables>,
  { where, firstId = 1, match }: LogConditions,
  { above = 0, below }: IdRange = {},
): SelectedEntries {
  const id = match === undefined ? 'log_entries.id' : 'log_search.rowid';
  // One lower bound: of two, SQLite might begin at the wrong one.
  let query = sourceOf(kysely, match)
    .where(where)
    .where(id, '>=', Math.max(firstId, above + 1));
  if (below !== undefined) query = query.where(id, '<', below);
  return { query, id };
}

function sourceOf(kysely: Kysely<LogTables>, match: string | undefined): SelectedEntries['query'] {
  if (match === undefined) return kysely.selectFrom('log_entries') as SelectedEntries['query'];
  // A cross join is read in this order: looking each entry up in the text index would take hundreds of times as long.
  return kysely
    .selectFrom('log_search')
    .crossJoin('log_entries')
    .whereRef('log_entries.id', '=', 'log_search.rowid')
    .where(matches(match));
}
