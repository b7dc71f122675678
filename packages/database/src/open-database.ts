import type { CompiledQuery, Kysely } from 'kysely';
import { databaseLocation } from './database-location.ts';
import { DatabaseError } from './errors.ts';
import type { WriteStatements } from './write-transactions.ts';

export interface OpenDatabaseOptions {
  /** `:memory:`, a path, `file:///path` or `sqlite:path`. Missing folders are made. */
  readonly url: string;
  /** How long a call blocks while another process holds the lock, in milliseconds. Default `5_000`. */
  readonly busyTimeoutMs?: number;
  /** What would grow the file beyond this fails with `FULL`. Default: no limit but the disk's. */
  readonly maxSizeBytes?: number | undefined;
}

/** An open database whose tables are those of `Schema`. All of its promises reject with `DatabaseError`. */
export interface MockloopDatabase<Schema> {
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
export async function openDatabase<Schema>(options: OpenDatabaseOptions): Promise<MockloopDatabase<Schema>> {
  const { url, busyTimeoutMs = 5_000, maxSizeBytes } = options;
  const location = databaseLocation(url);
  const [{ Kysely, SqliteDialect }, { SqliteConnection }, { WriteTransactions }] = await Promise.all([
    import('kysely'),
    import('./sqlite-connection.ts'),
    import('./write-transactions.ts'),
  ]);
  const connection = new SqliteConnection(location, { busyTimeoutMs, maxSizeBytes });
  const kysely = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
  const writer = new WriteTransactions(connection);
  let isClosed = false;
  // Kysely's own queries and transactions use the same connection: taking it from Kysely waits for them to end.
  const exclusively = async <Result>(work: () => Result): Promise<Result> => {
    if (isClosed) throw new DatabaseError('CLOSED', `The database ${location} was closed.`);
    return kysely.connection().execute(async () => work());
  };
  return {
    kysely,
    location,
    writeTransaction: (work) => exclusively(() => writer.transaction(work)),
    column: (query) => exclusively(() => connection.prepare(query.sql).column(query.parameters)),
    backup: (path) => exclusively(() => void connection.prepare('vacuum into ?').run([path])),
    async close() {
      isClosed = true;
      await kysely.destroy();
      // Kysely closes only what it has used.
      connection.close();
    },
  };
}
