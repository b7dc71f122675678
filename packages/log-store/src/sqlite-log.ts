import { type MockloopDatabase, migrate, type OpenDatabaseOptions, openDatabase } from '@mockloop/database';
import { codeNames } from './code-names.ts';
import { countCells } from './count-cells.ts';
import { deleteAll, deleteEntries } from './delete-entries.ts';
import type { EntryBatchOptions } from './entry-batch.ts';
import { EntryWriter } from './entry-writer.ts';
import { FullTextIndex } from './full-text.ts';
import type { GroupCollector } from './group-collector.ts';
import { logConditions } from './log-conditions.ts';
import type { LogEntry } from './log-entry.ts';
import type { LogDimension, LogFilter, LogTimeRange } from './log-store.ts';
import { type LogTables, logMigrations } from './log-tables.ts';
import type { PendingEntry } from './pending-entry.ts';
import { readEntries } from './read-entries.ts';
import { type LogConditions, selectEntries } from './select-entries.ts';

/** Few enough that their bodies fit into memory many times over. */
const ENTRIES_PER_PAGE = 100;

export interface SliceOptions {
  readonly limit: number;
  readonly offset?: number;
  /** Only entries with a smaller id. */
  readonly before?: number | undefined;
}

/** The log of one API in one database. Everything rejects with `DatabaseError` when the database is in trouble. */
export class SqliteLog {
  readonly #database: MockloopDatabase<LogTables>;
  readonly #writer: EntryWriter;
  readonly #fullText: FullTextIndex;
  readonly #api: string | undefined;

  static async open(database: OpenDatabaseOptions, options: EntryBatchOptions): Promise<SqliteLog> {
    const opened = await openDatabase<LogTables>(database);
    try {
      await migrate(opened, logMigrations);
      return new SqliteLog(opened, options);
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  private constructor(database: MockloopDatabase<LogTables>, options: EntryBatchOptions) {
    this.#database = database;
    this.#api = options.api;
    this.#writer = new EntryWriter(database.kysely, options);
    this.#fullText = new FullTextIndex(database);
  }

  /** Writes all entries or none, and gives them ids above `afterId`. @returns The last id. */
  async write(pending: readonly PendingEntry[], afterId: number): Promise<number> {
    try {
      const ids = await this.#database.writeTransaction((statements) =>
        this.#writer.write(statements, pending, afterId),
      );
      for (const [index, item] of pending.entries()) item.id = ids[index] ?? 0;
      return ids.at(-1) ?? afterId;
    } catch (error) {
      this.#writer.forget();
      throw error;
    }
  }

  /** Makes texts searchable that are not yet, as long as `isWanted` says so. */
  indexText(isWanted: () => boolean): Promise<void> {
    return this.#fullText.catchUp(isWanted);
  }

  async conditions(filter: LogFilter): Promise<LogConditions> {
    if (filter.q !== undefined) await this.#fullText.catchUp();
    return logConditions(filter, { kysely: this.#database.kysely, api: this.#api });
  }

  async count(conditions: LogConditions): Promise<number> {
    const { query } = selectEntries(this.#database.kysely, conditions);
    const counted = query.select(({ fn }) => fn.countAll<number>().as('total'));
    return (await counted.executeTakeFirstOrThrow()).total;
  }

  /** Newest first. */
  newest(conditions: LogConditions, { limit, offset = 0, before }: SliceOptions): Promise<LogEntry[]> {
    return readEntries(this.#database.kysely, conditions, { order: 'desc', limit, offset, below: before });
  }

  /** Entries by their ids, both inclusive, oldest first. */
  between(first: number, last: number): Promise<LogEntry[]> {
    const all: LogConditions = { where: (row) => row.lit(true) };
    return readEntries(this.#database.kysely, all, { order: 'asc', limit: last, above: first - 1, below: last + 1 });
  }

  async dropBefore(id: number): Promise<void> {
    await this.#database.kysely.deleteFrom('log_entries').where('id', '<', id).execute();
  }

  async group(conditions: LogConditions, by: LogDimension, collector: GroupCollector): Promise<void> {
    const cells = await countCells(this.#database, conditions, by);
    collector.add(cells, await codeNames(this.#database.kysely, by));
  }

  /** By the order of ids, which is that of writing: a slow request comes after a quicker one that arrived later. */
  async timeRange(conditions: LogConditions): Promise<LogTimeRange | undefined> {
    const first = await this.#timeAtEnd(conditions, 'asc');
    const last = await this.#timeAtEnd(conditions, 'desc');
    if (first === undefined || last === undefined) return undefined;
    return { earliest: Math.min(first, last), latest: Math.max(first, last) };
  }

  async #timeAtEnd(conditions: LogConditions, order: 'asc' | 'desc'): Promise<number | undefined> {
    const { query, id } = selectEntries(this.#database.kysely, conditions);
    return (await query.select('time').orderBy(id, order).limit(1).executeTakeFirst())?.time;
  }

  /** Pages of whole entries, oldest first. What is written meanwhile is not among them. */
  async *pages(conditions: LogConditions): AsyncGenerator<LogEntry[], void, undefined> {
    const [newest] = await this.newest(conditions, { limit: 1 });
    const last = Number(newest?.id ?? 0);
    for (let above = 0; above < last; ) {
      const page = await readEntries(this.#database.kysely, conditions, {
        order: 'asc',
        limit: ENTRIES_PER_PAGE,
        above,
        below: last + 1,
      });
      yield page;
      above = Number(page.at(-1)?.id ?? last);
    }
  }

  /** @param conditions None for all entries of this API. Says how many were deleted. */
  async delete(conditions: LogConditions | undefined): Promise<number> {
    try {
      if (conditions !== undefined) return await deleteEntries(this.#database, conditions);
      if (await this.#isAlone()) return await deleteAll(this.#database);
      return await deleteEntries(this.#database, await this.conditions({ includeAdmin: true }));
    } finally {
      this.#writer.forget();
    }
  }

  async ids(): Promise<number[]> {
    const rows = await this.#database.kysely.selectFrom('log_entries').select('id').execute();
    return rows.map(({ id }) => id);
  }

  async #isAlone(): Promise<boolean> {
    if (this.#api === undefined) return true;
    const query = this.#database.kysely.selectFrom('log_endpoints').select('id').where('api', '!=', this.#api);
    return (await query.executeTakeFirst()) === undefined;
  }

  /** Only entries of this API, those of the admin API included. */
  async get(id: number): Promise<LogEntry | undefined> {
    const ofThisApi = await this.conditions({ includeAdmin: true });
    const range = { above: id - 1, below: id + 1 };
    const [entry] = await readEntries(this.#database.kysely, ofThisApi, { order: 'asc', limit: 1, ...range });
    return entry;
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
