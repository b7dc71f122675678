import { DatabaseError } from '@mockloop/database';
import { LogStoreError } from './errors.ts';
import { exportLog } from './export-log.ts';
import { GroupCollector } from './group-collector.ts';
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
import { createSecretNames } from './secret-names.ts';
import type { SqliteLog } from './sqlite-log.ts';
import { WriteQueue } from './write-queue.ts';

/** Requests must not wait for another process's lock; the queue tries again. */
const BUSY_TIMEOUT_MS = 20;
const OPEN_AFTER_MS = 500;
const INDEX_AFTER_MS = 1_000;
const IN_MEMORY = ':memory:';

/** A log in a database, and in memory where the database cannot be written. */
export class DatabaseLogStore implements LogStore {
  readonly #options: OpenLogStoreOptions;
  readonly #queue: WriteQueue;
  readonly #listeners = new Set<(entry: LogEntry) => void>();
  readonly #said = new Set<string>();
  readonly #openLater: NodeJS.Timeout;
  #openSoon: NodeJS.Immediate | undefined;
  #indexLater: NodeJS.Timeout | undefined;
  #database: Promise<SqliteLog> | undefined;
  /** What the database could not take, in the same shape. Always newer than what is in the database. */
  #kept: SqliteLog | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(options: OpenLogStoreOptions) {
    this.#options = options;
    const { durability = 'batch', maxQueued = 20_000, maxKept = 50_000 } = options;
    this.#queue = new WriteQueue({
      write: (entries) => this.#write(entries),
      onFailure: (error) => {
        this.#report(error);
        return error instanceof DatabaseError && error.code === 'LOCKED';
      },
      onRecovery: () => {
        this.#kept = undefined;
      },
      onDropped: () => this.#say('DROPPED', `The log holds ${maxKept} entries in memory; older ones are dropped now.`),
      durability,
      maxQueued,
      maxKept,
    });
    this.#openLater = setTimeout(() => this.#openInBackground(), OPEN_AFTER_MS).unref();
  }

  append(entry: NewLogEntry): Promise<void> | undefined {
    if (this.#isClosed) return undefined;
    // With the first entry, but after its answer: loading the database would delay that.
    this.#openSoon ??= setImmediate(() => this.#openInBackground());
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
    for (const source of await this.#sources()) {
      const found = await this.#newestOf(source, filter, { ...start, offset, limit: limit + 1 - entries.length });
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
    for (const source of await this.#sources()) {
      const entry = await this.#ask(source, (log) => log.get(Number(id)), undefined);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  async *export(filter: LogFilter, format: LogExportFormat): AsyncGenerator<string, void, undefined> {
    yield* exportLog(this.#pages(filter), format);
  }

  async groups(filter: LogFilter, by: LogDimension): Promise<readonly LogGroup[]> {
    const collector = new GroupCollector();
    for (const source of await this.#sources()) {
      await this.#ask(source, async (log) => log.group(await log.conditions(filter), by, collector), undefined);
    }
    return collector.groups();
  }

  async timeRange(filter: LogFilter): Promise<LogTimeRange | undefined> {
    const ranges: LogTimeRange[] = [];
    for (const source of await this.#sources()) {
      const range = await this.#ask(source, async (log) => log.timeRange(await log.conditions(filter)), undefined);
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
    // First where it may fail: then nothing is deleted.
    for (const source of (await this.#sources()).toReversed()) {
      deleted += await source.delete(isAll ? undefined : await source.conditions(filter));
      if (source === this.#kept) await this.#queue.retain(new Set(await source.ids()));
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
    clearTimeout(this.#openLater);
    clearTimeout(this.#indexLater);
    const lost = await this.#queue.close();
    if (lost > 0) this.#say('LOST', `${lost} log entries could not be written before the end, and are lost.`);
    await this.#database?.then((log) => log.close()).catch((error) => this.#report(error));
  }

  #newestOf(source: SqliteLog, filter: LogFilter, page: CheckedPage): Promise<{ total: number; entries: LogEntry[] }> {
    return this.#ask(
      source,
      async (log) => {
        const conditions = await log.conditions(filter);
        const total = await log.count(conditions);
        return { total, entries: page.limit > 0 && total > page.offset ? await log.newest(conditions, page) : [] };
      },
      { total: 0, entries: [] },
    );
  }

  async *#pages(filter: LogFilter): AsyncGenerator<LogEntry[], void, undefined> {
    for (const source of (await this.#sources()).toReversed()) yield* source.pages(await source.conditions(filter));
  }

  /** The databases that together hold the log, the newest entries first. */
  async #sources(): Promise<SqliteLog[]> {
    if (this.#isClosed) throw new LogStoreError('CLOSED', 'The log is closed.');
    await this.#queue.flush();
    const sources: SqliteLog[] = [];
    const { kept } = this.#queue;
    if (kept.length > 0) sources.push(await this.#keep(kept));
    const database = await this.#open().catch((error) => this.#report(error));
    if (database !== undefined) sources.push(database);
    return sources;
  }

  /** Asks one database; when it is in trouble, that is said and the answer is `otherwise`. */
  async #ask<Answer>(
    source: SqliteLog,
    question: (log: SqliteLog) => Promise<Answer>,
    otherwise: Answer,
  ): Promise<Answer> {
    try {
      return await question(source);
    } catch (error) {
      if (this.#isClosed)
        throw new LogStoreError('CLOSED', 'The log was closed before it could answer.', { cause: error });
      if (!(error instanceof DatabaseError)) throw error;
      this.#report(error);
      return otherwise;
    }
  }

  async #write(entries: readonly PendingEntry[]): Promise<void> {
    const log = await this.#open();
    this.#lastId = Math.max(this.#lastId, await log.write(entries, this.#lastId));
    this.#indexLater ??= setTimeout(() => void this.#index(), INDEX_AFTER_MS).unref();
    this.#indexLater.refresh();
    if (this.#listeners.size > 0) await this.#publish(log, entries);
  }

  /** Indexes texts while nothing is written; a search does the rest. */
  async #index(): Promise<void> {
    this.#indexLater = undefined;
    const isIdle = (): boolean => !this.#isClosed && this.#queue.isEmpty;
    // Trouble shows up again, and is told, with the next entry.
    await this.#database?.then((log) => log.indexText(isIdle)).catch(() => undefined);
  }

  async #publish(log: SqliteLog, entries: readonly PendingEntry[]): Promise<void> {
    const first = entries[0]?.id ?? 0;
    for (const entry of await log.between(first, entries.at(-1)?.id ?? first)) {
      for (const listener of this.#listeners) listener(entry);
    }
  }

  /** A database in memory that holds exactly what is kept, so that it can be searched like any other. */
  async #keep(kept: readonly PendingEntry[]): Promise<SqliteLog> {
    this.#kept ??= await this.#openAt(IN_MEMORY);
    this.#lastId = await this.#kept.write(
      kept.filter(({ id }) => id === 0),
      this.#lastId,
    );
    await this.#kept.dropBefore(kept[0]?.id ?? 0);
    return this.#kept;
  }

  #openInBackground(): void {
    clearTimeout(this.#openLater);
    if (!this.#isClosed) void this.#open().catch((error) => this.#report(error));
  }

  #open(): Promise<SqliteLog> {
    this.#database ??= this.#openAt(this.#options.url ?? IN_MEMORY).catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }

  async #openAt(url: string): Promise<SqliteLog> {
    const { api, maxBodyBytes = 64 * 1024, maxSizeBytes, redact } = this.#options;
    const { SqliteLog } = await import('./sqlite-log.ts');
    return SqliteLog.open(
      { url, busyTimeoutMs: BUSY_TIMEOUT_MS, maxSizeBytes: url === IN_MEMORY ? undefined : maxSizeBytes },
      { api, maxBodyBytes, secretNames: createSecretNames(redact) },
    );
  }

  #report(error: unknown): undefined {
    const code = error instanceof DatabaseError ? error.code : 'UNKNOWN';
    const reason = error instanceof Error ? error.message : String(error);
    this.#say(code, `${reason} Requests are answered; the log is kept in memory until it can be written.`);
  }

  #say(kind: string, message: string): void {
    if (this.#said.has(kind)) return;
    this.#said.add(kind);
    this.#options.onProblem?.(message);
  }
}
