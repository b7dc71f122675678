import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { IN_MEMORY } from './database-location.ts';
import { toDatabaseError } from './sqlite-error.ts';

/** How many prepared statements a connection keeps. */
const MAX_STATEMENTS = 256;

export interface SqliteSettings {
  readonly busyTimeoutMs: number;
  readonly maxSizeBytes: number | undefined;
}

/**
 * The one place that knows better-sqlite3: a connection with its pragmas, whose statements are prepared once per text of
 * SQL, and whose errors are `DatabaseError`s. Kysely takes it as its database.
 */
export class SqliteConnection implements SqliteDatabase {
  readonly location: string;
  readonly native: Sqlite.Database;
  readonly #statements = new Map<string, CachedStatement>();

  /** @throws {DatabaseError} when the file cannot be opened, is locked, damaged or read-only. */
  constructor(location: string, settings: SqliteSettings) {
    this.location = location;
    try {
      this.native = openNative(location, settings);
    } catch (error) {
      throw toDatabaseError(error, location);
    }
  }

  prepare(sql: string): CachedStatement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = new CachedStatement(this, sql);
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.native.close();
  }
}

class CachedStatement implements SqliteStatement {
  readonly reader: boolean;
  readonly #connection: SqliteConnection;
  readonly #native: Sqlite.Statement<unknown[]>;

  constructor(connection: SqliteConnection, sql: string) {
    this.#connection = connection;
    try {
      this.#native = connection.native.prepare<unknown[]>(sql);
    } catch (error) {
      throw toDatabaseError(error, connection.location);
    }
    this.reader = this.#native.reader;
  }

  all(parameters: readonly unknown[]): unknown[] {
    try {
      return this.#native.all(parameters);
    } catch (error) {
      throw toDatabaseError(error, this.#connection.location);
    }
  }

  /** The first column of all rows. */
  column(parameters: readonly unknown[]): unknown[] {
    try {
      return this.#native.pluck(true).all(parameters);
    } catch (error) {
      throw toDatabaseError(error, this.#connection.location);
    } finally {
      this.#native.pluck(false);
    }
  }

  run(parameters: readonly unknown[]): Sqlite.RunResult {
    try {
      return this.#native.run(parameters);
    } catch (error) {
      throw toDatabaseError(error, this.#connection.location);
    }
  }

  *iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    try {
      // A statement of its own: this one stays free for others until the iteration ends.
      yield* this.#connection.native.prepare<unknown[]>(this.#native.source).iterate(parameters);
    } catch (error) {
      throw toDatabaseError(error, this.#connection.location);
    }
  }
}

function openNative(location: string, settings: SqliteSettings): Sqlite.Database {
  if (location !== IN_MEMORY) mkdirSync(dirname(location), { recursive: true });
  const native = new Sqlite(location, { timeout: settings.busyTimeoutMs });
  try {
    // WAL: readers and the writer do not wait for each other; NORMAL: a commit survives the end of the process without
    // waiting for the disk. https://www.sqlite.org/wal.html
    native.pragma('journal_mode = WAL');
    native.pragma('synchronous = NORMAL');
    native.pragma('foreign_keys = ON');
    if (settings.maxSizeBytes !== undefined) limitSize(native, settings.maxSizeBytes);
    return native;
  } catch (error) {
    native.close();
    throw error;
  }
}

function limitSize(native: Sqlite.Database, maxSizeBytes: number): void {
  const pageSize = Number(native.pragma('page_size', { simple: true }));
  native.pragma(`max_page_count = ${Math.max(1, Math.floor(maxSizeBytes / pageSize))}`);
}
