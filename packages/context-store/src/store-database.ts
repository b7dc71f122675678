import { existsSync } from 'node:fs';
import { mkdir, open as openFile } from 'node:fs/promises';
import path from 'node:path';
import { databaseLocation, type MockloopDatabase, migrate, openDatabase } from '@mockloop/database';
import type { Kysely } from 'kysely';
import { ContextStoreError } from './context-store-error.ts';
import { inTurn } from './in-turn.ts';
import { type StoreTables, storeMigrations } from './store-tables.ts';

export type StoreConnection = Kysely<StoreTables>;

/**
 * The database that several processes share, opened by the first call that needs it. Everything rejects with `STORE_FAILED`
 * where it is in trouble; the next call tries again.
 */
export class StoreDatabase {
  readonly #location: string;
  /**
   * What stands for the database. Two connections of one process must not wait for each other: the one that does keeps the
   * other from going on.
   */
  readonly #turn: unknown;
  #opened: Promise<MockloopDatabase<StoreTables>> | undefined;
  #isClosed = false;

  /** @param url The file is made when something is written. */
  constructor(url: string) {
    this.#location = databaseLocation(url);
    this.#turn = this.#location === ':memory:' ? this : this.#location;
  }

  /** @returns `undefined` where nothing was ever written: reading leaves no file behind. */
  async read<Result>(work: (connection: StoreConnection) => Promise<Result>): Promise<Result | undefined> {
    if (this.#opened === undefined && this.#location !== ':memory:' && !existsSync(this.#location)) return undefined;
    return failingAsStore(async () => work((await this.#open()).kysely));
  }

  /**
   * Does all of `work`, or nothing, while nobody else writes. What is written happens in the order of the calls.
   *
   * @param ready What `work` awaits, besides the database: it is waited for before others are kept from writing.
   */
  async write<Result>(
    work: (connection: StoreConnection) => Promise<Result>,
    ready: readonly Promise<unknown>[] = [],
  ): Promise<Result> {
    const opened = this.#open();
    const isReady = Promise.all([opened, ...ready]);
    // It is awaited later: until then it has not failed unseen.
    isReady.catch(() => undefined);
    return failingAsStore(() =>
      inTurn(this.#turn, async () => {
        await isReady;
        return inTransaction((await opened).kysely, work);
      }),
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await inTurn(this.#turn, async () => {
      const opened = this.#opened;
      this.#opened = undefined;
      await (await opened?.catch(() => undefined))?.close();
    });
  }

  #open(): Promise<MockloopDatabase<StoreTables>> {
    if (this.#isClosed) return Promise.reject(new Error('It was closed.'));
    this.#opened ??= inTurn(this.#turn, () => openStore(this.#location)).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}

async function failingAsStore<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ContextStoreError) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ContextStoreError('STORE_FAILED', `The stored runs, sessions and schedules cannot be used. ${said}`, {
      cause,
    });
  }
}

async function openStore(location: string): Promise<MockloopDatabase<StoreTables>> {
  if (location !== ':memory:') await makePrivateFile(location);
  const database = await openDatabase<StoreTables>({ url: location });
  try {
    await migrate(database, storeMigrations);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What is stored may hold credentials: of the identities of a test plan, of a webhook. SQLite keeps the mode of the file. */
async function makePrivateFile(location: string): Promise<void> {
  await mkdir(path.dirname(location), { recursive: true });
  const file = await openFile(location, 'a', 0o600);
  await file.close();
}

async function inTransaction<Result>(
  kysely: StoreConnection,
  work: (connection: StoreConnection) => Promise<Result>,
): Promise<Result> {
  const { sql } = await import('kysely');
  return kysely.connection().execute(async (connection) => {
    // Not Kysely's own transaction: that one takes the write lock with its first write, and fails where another process
    // has written since it first read.
    await sql`begin immediate`.execute(connection);
    try {
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}
