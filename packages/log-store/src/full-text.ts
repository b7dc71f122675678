import { setImmediate } from 'node:timers/promises';
import type { MockloopDatabase } from '@mockloop/database';
import { type CompiledQuery, type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { LogTables } from './log-tables.ts';

/** How many entries are indexed in one transaction: some milliseconds; fewer would cost more each. */
const ENTRIES_AT_ONCE = 500;

/**
 * SQLite's full-text index (FTS5) over entries: it keeps which words occur in which entry, and no text. What is
 * written is indexed later, in slices. All that is SQLite's own in the log's SQL is here.
 *
 * @see https://www.sqlite.org/fts5.html#contentless_tables
 */
export class FullTextIndex {
  readonly #database: MockloopDatabase<LogTables>;
  readonly #sliceEnd: CompiledQuery;
  readonly #position: CompiledQuery;
  readonly #addSlice: CompiledQuery;
  readonly #setPosition: CompiledQuery;

  constructor(database: MockloopDatabase<LogTables>) {
    const { kysely } = database;
    this.#database = database;
    this.#position = sql`select indexed_to from log_search_position`.compile(kysely);
    this.#sliceEnd = sql`select max(id) from
      (select id from log_entries where id > ${0} order by id limit ${ENTRIES_AT_ONCE})`.compile(kysely);
    this.#addSlice = sql`insert into log_search (rowid, text)
      select id, text from log_documents where id > ${0} and id <= ${0}`.compile(kysely);
    this.#setPosition = sql`update log_search_position set indexed_to = ${0}`.compile(kysely);
  }

  /** Indexes what is not yet; others get a turn between two slices. Ends early when `isWanted` says no. */
  async catchUp(isWanted: () => boolean = () => true): Promise<void> {
    while (isWanted() && (await this.#indexSlice())) await setImmediate();
  }

  #indexSlice(): Promise<boolean> {
    return this.#database.writeTransaction((statements) => {
      const start = Number(statements.value(this.#position, []));
      const end = statements.value(this.#sliceEnd, [start, ENTRIES_AT_ONCE]);
      if (typeof end !== 'number') return false;
      statements.run(this.#addSlice, [start, end]);
      statements.run(this.#setPosition, [end]);
      return true;
    });
  }
}

/** The query of the index for entries that hold all words of `q`; none when it has no word. */
export function matchOf(q: string): string | undefined {
  // As FTS5's unicode61 does: letters and digits make words, everything else parts them.
  const words = q.match(/[\p{L}\p{N}]+/gu);
  return words?.map((word) => `"${word}"`).join(' AND ');
}

/** The condition that a row of `log_search` matches a query of the index. */
export function matches(match: string): Expression<SqlBool> {
  return sql<SqlBool>`log_search match ${match}`;
}

/** Takes entries out of the index; needs their texts, so it comes before they are deleted. @param ids A JSON array. */
export function forgetText(ids: string): RawBuilder<unknown> {
  return sql`insert into log_search (log_search, rowid, text)
    select 'delete', id, text from log_documents
    where id in (select value from json_each(${ids})) and id <= (select indexed_to from log_search_position)`;
}

export function forgetAllText(): RawBuilder<unknown>[] {
  return [
    sql`insert into log_search (log_search) values ('delete-all')`,
    sql`update log_search_position set indexed_to = 0`,
  ];
}

/** Makes the index, and the view of what it indexes. */
export async function createFullTextIndex(kysely: Kysely<unknown>): Promise<void> {
  await sql`create virtual table log_search using fts5 (text, content='', detail=none, columnsize=0)`.execute(kysely);
  // Merging twice as many parts of the index at once costs a quarter less over all.
  await sql`insert into log_search (log_search, rank) values ('automerge', 8)`.execute(kysely);
  await sql`create table log_search_position (indexed_to integer not null)`.execute(kysely);
  await sql`insert into log_search_position values (0)`.execute(kysely);
  await sql`create view log_documents as select entry.id, concat_ws(' ',
      path.path,
      ${spacedQuery},
      request_headers.fields,
      case typeof(request.body) when 'text' then request.body end,
      response_headers.fields,
      case typeof(response.body) when 'text' then response.body end
    ) as text
    from log_entries entry
    join log_paths path on path.id = entry.path_id
    join log_messages request on request.id = entry.request_id
    join log_headers request_headers on request_headers.id = request.headers_id
    join log_messages response on response.id = entry.response_id
    join log_headers response_headers on response_headers.id = response.headers_id`.execute(kysely);
}

/** A query with a space for the signs that part its words most often, as they are percent-encoded. */
const spacedQuery = ['20', '22', '26', '2C', '2F', '3A', '3D', '40', '7C'].reduce(
  (text, code) => sql`replace(${text}, ${sql.lit(`%${code}`)}, ' ')`,
  sql`entry.query`,
);
