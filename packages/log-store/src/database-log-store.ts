import { DatabaseError } from '@mockloop/database';
import { LogStoreError } from './errors.ts';
import { exportLog } from './export-log.ts';
import { GroupCollector } from './group-collector.ts';
import { LogDatabases } from './log-databases.ts';
import type { LogEntry, NewLogEntry } from './log-entry.ts';
import { type CheckedPage, checkPage } from './log-page.ts';
import type {
  LogDimension,
  LogExportFormat,
  LogFilter,
  LogGroup,
  LogPage,
  LogPageOptions,
  LogStore,
  LogTimeRange,
} from './log-store.ts';
import type { OpenLogStoreOptions } from './log-store-options.ts';
import type { PendingEntry } from './pending-entry.ts';
import { Problems } from './problems.ts';
import type { SqliteLog } from './sqlite-log.ts';
import { WriteQueue } from './write-queue.ts';

const INDEX_AFTER_MS = 1_000;
/** With more than this waiting to be written, requests come by the thousand each second. */
const CALM_QUEUE = 100;

/** A log in a database, and in memory where the database cannot be written. */
export class DatabaseLogStore implements LogStore {
  readonly #problems: Problems;
  readonly #databases: LogDatabases;
  readonly #queue: WriteQueue;
  readonly #listeners = new Set<(entry: LogEntry) => void>();
  #indexLater: NodeJS.Timeout | undefined;
  #questions = 0;
  #isClosed = false;

  constructor(options: OpenLogStoreOptions) {
    const { durability = 'batch', maxQueued = 20_000, maxKept = 50_000 } = options;
    this.#problems = new Problems(options.onProblem);
    this.#databases = new LogDatabases(options, this.#problems);
    this.#queue = new WriteQueue({
      write: (entries) => this.#write(entries),
      onFailure: (error) => {
        this.#problems.report(error);
        return error instanceof DatabaseError && error.code === 'LOCKED';
      },
      onRecovery: () => this.#databases.forgetKept(),
      onDropped: () =>
        this.#problems.say('DROPPED', `The log holds ${maxKept} entries in memory; older ones are dropped now.`),
      durability,
      maxQueued,
      maxKept,
    });
  }

  append(entry: NewLogEntry): Promise<void> | undefined {
    if (this.#isClosed) return undefined;
    this.#databases.openSoon();
    return this.#queue.add(entry);
  }

  flush(): Promise<void> {
    return this.#queue.flush();
  }

  async search(filter: LogFilter = {}, page: LogPageOptions = {}): Promise<LogPage> {
    const { limit, ...start } = checkPage(page);
    const entries: LogEntry[] = [];
    let total = 0;
    let { offset } = start;
    for await (const database of this.#all()) {
      const found = await this.#newestOf(database, filter, { ...start, offset, limit: limit + 1 - entries.length });
      total += found.total;
      offset = Math.max(0, offset - found.total);
      entries.push(...found.entries);
    }
    const shown = entries.slice(0, limit);
    const nextCursor = entries.length > limit ? shown.at(-1)?.id : undefined;
    return { entries: shown, total, ...(nextCursor !== undefined && { nextCursor }) };
  }

  async get(id: string): Promise<LogEntry | undefined> {
    if (!/^\d{1,16}$/.test(id)) return undefined;
    for await (const database of this.#all()) {
      const entry = await this.#ask(() => database.get(Number(id)), undefined);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  async *export(filter: LogFilter, format: LogExportFormat): AsyncGenerator<string, void, undefined> {
    yield* exportLog(this.#pages(filter), format);
  }

  async groups(filter: LogFilter, by: LogDimension): Promise<readonly LogGroup[]> {
    const collector = new GroupCollector();
    for await (const database of this.#all()) {
      await this.#ask(async () => database.group(await database.conditions(filter), by, collector), undefined);
    }
    return collector.groups();
  }

  async timeRange(filter: LogFilter): Promise<LogTimeRange | undefined> {
    const ranges: LogTimeRange[] = [];
    for await (const database of this.#all()) {
      const range = await this.#ask(async () => database.timeRange(await database.conditions(filter)), undefined);
      if (range !== undefined) ranges.push(range);
    }
    if (ranges.length === 0) return undefined;
    return {
      earliest: Math.min(...ranges.map(({ earliest }) => earliest)),
      latest: Math.max(...ranges.map(({ latest }) => latest)),
    };
  }

  async clear(filter: LogFilter = {}): Promise<number> {
    const isAll = Object.values(filter).every((value) => value === undefined);
    let deleted = 0;
    // The oldest first, since it may fail: then nothing is deleted.
    for await (const database of this.#all('oldest')) {
      deleted += await database.delete(isAll ? undefined : await database.conditions(filter));
      if (this.#databases.isKept(database)) await this.#queue.retain(new Set(await database.ids()));
    }
    return deleted;
  }

  subscribe(listener: (entry: LogEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#indexLater);
    const lost = await this.#queue.close();
    if (lost > 0) this.#problems.say('LOST', `${lost} log entries could not be written before the end, and are lost.`);
    await this.#databases.close();
  }

  /** The databases that together hold the log; indexing waits until the last is dealt with. */
  async *#all(first: 'newest' | 'oldest' = 'newest'): AsyncGenerator<SqliteLog, void, undefined> {
    if (this.#isClosed) throw new LogStoreError('CLOSED', 'The log is closed.');
    this.#questions++;
    try {
      await this.#queue.flush();
      const databases = await this.#databases.all(this.#queue.kept);
      yield* first === 'newest' ? databases : databases.toReversed();
    } finally {
      this.#questions--;
      this.#indexSoon();
    }
  }

  /** Asks a database; when it is in trouble, that is said and the answer is `otherwise`. */
  async #ask<Answer>(question: () => Promise<Answer>, otherwise: Answer): Promise<Answer> {
    try {
      return await question();
    } catch (cause) {
      if (this.#isClosed) throw new LogStoreError('CLOSED', 'The log was closed before it could answer.', { cause });
      if (!(cause instanceof DatabaseError)) throw cause;
      this.#problems.report(cause);
      return otherwise;
    }
  }

  #newestOf(
    database: SqliteLog,
    filter: LogFilter,
    page: CheckedPage,
  ): Promise<{ readonly total: number; readonly entries: readonly LogEntry[] }> {
    return this.#ask(
      async () => {
        const conditions = await database.conditions(filter);
        const total = await database.count(conditions);
        return { total, entries: total > page.offset ? await database.newest(conditions, page) : [] };
      },
      { total: 0, entries: [] },
    );
  }

  async *#pages(filter: LogFilter): AsyncGenerator<LogEntry[], void, undefined> {
    for await (const database of this.#all('oldest')) yield* database.pages(await database.conditions(filter));
  }

  async #write(entries: readonly PendingEntry[]): Promise<void> {
    const database = await this.#databases.write(entries);
    this.#indexSoon();
    if (this.#listeners.size > 0) await this.#publish(database, entries);
  }

  /** What goes wrong here must not reach the queue: the entries are written. */
  async #publish(database: SqliteLog, entries: readonly PendingEntry[]): Promise<void> {
    const first = entries[0]?.id ?? 0;
    const last = entries.at(-1)?.id ?? first;
    const written = await database.between(first, last).catch((error) => this.#problems.report(error));
    for (const listener of this.#listeners) {
      try {
        for (const entry of written ?? []) listener(entry);
      } catch (error) {
        this.#problems.say('LISTENER', `Somebody who follows the log failed: ${error}`);
      }
    }
  }

  #indexSoon(): void {
    if (!this.#isClosed) this.#indexLater ??= setTimeout(() => this.#index(), INDEX_AFTER_MS).unref();
  }

  /** Indexes texts while little is written and nothing asked; a full-text search does the rest. */
  #index(): void {
    this.#indexLater = undefined;
    const isCalm = (): boolean => !this.#isClosed && this.#questions === 0 && this.#queue.length < CALM_QUEUE;
    void this.#databases.indexText(isCalm);
  }
}
