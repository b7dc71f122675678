import Sqlite from "better-sqlite3";
import { CompiledQuery, Kysely } from "kysely";
/**
 * The absolute path that a database url names, or `:memory:`.
 *
 * @param url `:memory:`, a path, `file:///path`, `sqlite:path` or `sqlite:///path`.
 * @throws {DatabaseError} `UNSUPPORTED_URL` for any other scheme, e.g. `postgres://`.
 */
declare function databaseLocation(url: string): string;
/** Why a database could not do what it was asked. Stable: callers may branch on it. */
type DatabaseErrorCode = "CANNOT_OPEN" | "CLOSED" | "CONSTRAINT" | "DAMAGED" | "FULL" | "INPUT_OUTPUT" | "LOCKED" | "MIGRATION_FAILED" | "NEWER_SCHEMA" | "QUERY_FAILED" | "READ_ONLY" | "UNSUPPORTED_URL";
/** Thrown by everything in this package; `cause` keeps what the driver said. */
declare class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;
  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions);
}
/** What SQLite stores: booleans are 0 and 1, times are milliseconds, objects are JSON text. */
type SqlValue = string | number | bigint | Uint8Array | null;
/** What the work of a write transaction may do. Queries are compiled once by Kysely and given again with other parameters. */
interface WriteStatements {
  /** Another connection has written since this one's last write transaction. */
  readonly changedElsewhere: boolean;
  /** @returns The row id of an insert. */
  run(query: CompiledQuery, parameters: readonly SqlValue[]): number;
  /** @returns The first column of the first row. */
  value(query: CompiledQuery, parameters: readonly SqlValue[]): unknown;
}
interface OpenDatabaseOptions {
  /** `:memory:`, a path, `file:///path` or `sqlite:path`. Missing folders are made. */
  readonly url: string;
  /** How long a call blocks while another process holds the lock, in milliseconds. Default `5_000`. */
  readonly busyTimeoutMs?: number;
  /** What would grow the file beyond this fails with `FULL`. Default: no limit but the disk's. */
  readonly maxSizeBytes?: number | undefined;
}
/** An open database whose tables are those of `Schema`. All of its promises reject with `DatabaseError`. */
interface MockloopDatabase<Schema> {
  readonly kysely: Kysely<Schema>;
  /** Absolute path, or `:memory:`. */
  readonly location: string;
  /**
   * Runs `work` in one transaction that holds the write lock from its start. It bypasses Kysely's preparing of every
   * statement, which costs three times the insert itself; `work` may not wait, and may not use `kysely`.
   */
  writeTransaction<Result>(work: (statements: WriteStatements) => Result): Promise<Result>;
  /** The first column of a query's rows: for long scans, at a third of the cost of rows as objects. */
  column(query: CompiledQuery): Promise<unknown[]>;
  /** Copies the whole database into a new file. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
/**
 * Opens a SQLite database. Kysely and the driver are loaded by the first call, not by importing this package.
 *
 * @throws {DatabaseError} `UNSUPPORTED_URL`, `CANNOT_OPEN`, `LOCKED`, `READ_ONLY`, `DAMAGED`, …
 */
declare function openDatabase<Schema>(options: OpenDatabaseOptions): Promise<MockloopDatabase<Schema>>;
/** One step forward, with Kysely's schema builder. There is no way back but the backup. */
interface StoreMigration {
  up(kysely: Kysely<unknown>): Promise<void>;
}
interface StoreMigrations {
  /** Each store of a database has its own migrations, e.g. `log`. */
  readonly store: string;
  /** They run in the order of their names, e.g. `001-tables`. What was once released is never changed. */
  readonly migrations: Readonly<Record<string, StoreMigration>>;
}
interface MigrationResult {
  /** The migrations that ran now; empty when there was nothing to do. */
  readonly applied: readonly string[];
  /** The copy that was made before; absent where there was no row to lose. */
  readonly backupPath?: string;
}
/**
 * Brings a store's tables up to date: all missing migrations in one transaction, or none. A database file that holds
 * rows is copied to `<path>.<time>.backup` first, unless the store is new to it.
 *
 * @throws {DatabaseError} `MIGRATION_FAILED`; `NEWER_SCHEMA` when the database has migrations that are not known here.
 */
declare function migrate<Schema>(database: MockloopDatabase<Schema>, wanted: StoreMigrations): Promise<MigrationResult>;
export { DatabaseError, type DatabaseErrorCode, type MigrationResult, type MockloopDatabase, type OpenDatabaseOptions, type SqlValue, type StoreMigration, type StoreMigrations, type WriteStatements, databaseLocation, migrate, openDatabase };