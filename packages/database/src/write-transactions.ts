import type { CompiledQuery } from 'kysely';
import type { SqliteConnection } from './sqlite-connection.ts';

/** What SQLite stores: booleans are 0 and 1, times are milliseconds, objects are JSON text. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** What the work of a write transaction may do. Queries are compiled once by Kysely and given again with other parameters. */
export interface WriteStatements {
  /** Another connection has written since this one's last write transaction. */
  readonly changedElsewhere: boolean;
  /** @returns The row id of an insert. */
  run(query: CompiledQuery, parameters: readonly SqlValue[]): number;
  /** @returns The first column of the first row. */
  value(query: CompiledQuery, parameters: readonly SqlValue[]): unknown;
}

/** The write transactions of one connection. */
export class WriteTransactions implements WriteStatements {
  readonly #connection: SqliteConnection;
  #version: unknown;
  changedElsewhere = false;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Runs `work` and commits; whatever it throws rolls back. */
  transaction<Result>(work: (statements: WriteStatements) => Result): Result {
    this.#execute('begin immediate');
    try {
      const version = this.#first('pragma data_version', []);
      this.changedElsewhere = this.#version !== undefined && version !== this.#version;
      this.#version = version;
      const result = work(this);
      this.#execute('commit');
      return result;
    } catch (error) {
      // SQLite has rolled back by itself after some errors, e.g. a full disk.
      if (this.#connection.native.inTransaction) this.#execute('rollback');
      throw error;
    }
  }

  run(query: CompiledQuery, parameters: readonly SqlValue[]): number {
    return Number(this.#connection.prepare(query.sql).run(parameters).lastInsertRowid);
  }

  value(query: CompiledQuery, parameters: readonly SqlValue[]): unknown {
    return this.#first(query.sql, parameters);
  }

  #first(sql: string, parameters: readonly SqlValue[]): unknown {
    return this.#connection.prepare(sql).column(parameters)[0];
  }

  #execute(sql: string): void {
    this.#connection.prepare(sql).run([]);
  }
}
