import type { OpenLogStoreOptions } from './log-store-options.ts';
import type { PendingEntry } from './pending-entry.ts';
import type { Problems } from './problems.ts';
import { createSecretNames } from './secret-names.ts';
import type { SqliteLog } from './sqlite-log.ts';

/** Requests must not wait for another process's lock; the queue tries again. */
const BUSY_TIMEOUT_MS = 20;
const OPEN_AFTER_MS = 500;
const IN_MEMORY = ':memory:';

/** The database of a log, opened when needed, and one in memory for what it could not take. */
export class LogDatabases {
  readonly #options: OpenLogStoreOptions;
  readonly #problems: Problems;
  readonly #openLater: NodeJS.Timeout;
  #openSoon: NodeJS.Immediate | undefined;
  #main: Promise<SqliteLog> | undefined;
  /** Always newer than what is in the main database. */
  #kept: SqliteLog | undefined;
  #lastId = 0;

  constructor(options: OpenLogStoreOptions, problems: Problems) {
    this.#options = options;
    this.#problems = problems;
    this.#openLater = setTimeout(() => this.#openInBackground(), OPEN_AFTER_MS).unref();
  }

  /** With the first entry, but after its answer: loading the database would delay that. */
  openSoon(): void {
    this.#openSoon ??= setImmediate(() => this.#openInBackground());
  }

  /** Writes to the main database, and gives it back. */
  async write(entries: readonly PendingEntry[]): Promise<SqliteLog> {
    const main = await this.#open();
    this.#lastId = Math.max(this.#lastId, await main.write(entries, this.#lastId));
    return main;
  }

  /** The databases that together hold the log, the newest entries first. */
  async all(kept: readonly PendingEntry[]): Promise<SqliteLog[]> {
    const newest = kept.length > 0 ? [await this.#keep(kept)] : [];
    const main = await this.#open().catch((error) => this.#problems.report(error));
    return main === undefined ? newest : [...newest, main];
  }

  isKept(database: SqliteLog): boolean {
    return database === this.#kept;
  }

  /** What was kept is in the main database now. */
  forgetKept(): void {
    this.#kept = undefined;
  }

  /** Makes texts searchable, as long as `isWanted` says so. Trouble shows up again, and is told, with the next entry. */
  async indexText(isWanted: () => boolean): Promise<void> {
    await this.#main?.then((main) => main.indexText(isWanted)).catch(() => undefined);
  }

  async close(): Promise<void> {
    clearTimeout(this.#openLater);
    clearImmediate(this.#openSoon);
    await this.#main?.then((main) => main.close()).catch((error) => this.#problems.report(error));
  }

  /** Fills the database in memory with exactly what is kept, so that it can be searched like any other. */
  async #keep(kept: readonly PendingEntry[]): Promise<SqliteLog> {
    this.#kept ??= await this.#openAt(IN_MEMORY);
    const added = kept.filter(({ id }) => id === 0);
    this.#lastId = await this.#kept.write(added, this.#lastId);
    await this.#kept.dropBefore(kept[0]?.id ?? 0);
    return this.#kept;
  }

  #openInBackground(): void {
    clearTimeout(this.#openLater);
    void this.#open().catch((error) => this.#problems.report(error));
  }

  #open(): Promise<SqliteLog> {
    this.#main ??= this.#openAt(this.#options.url ?? IN_MEMORY).catch((error: unknown) => {
      this.#main = undefined;
      throw error;
    });
    return this.#main;
  }

  async #openAt(url: string): Promise<SqliteLog> {
    const { api, maxBodyBytes = 64 * 1024, maxSizeBytes, redact } = this.#options;
    const { SqliteLog } = await import('./sqlite-log.ts');
    return SqliteLog.open(
      { url, busyTimeoutMs: BUSY_TIMEOUT_MS, maxSizeBytes: url === IN_MEMORY ? undefined : maxSizeBytes },
      { api, maxBodyBytes, secretNames: createSecretNames(redact) },
    );
  }
}
