import { existsSync } from 'node:fs';
import { type MockloopDatabase, migrate, openDatabase } from '@mockloop/database';
import type { Kysely, Selectable, Updateable } from 'kysely';
import { type MockTables, mockMigrations } from './mock-tables.ts';
import { RegistryError } from './registry-error.ts';

/** What is recorded of one start of a mock. */
export type MockRow = Selectable<MockTables['mocks']>;

/** A start, in the state that somebody has seen it in. */
export type SeenRow = Pick<MockRow, 'claim' | 'state' | 'owner_pid' | 'owner_start'>;

/**
 * The records of mocks, in a database that several processes share. Each call is one statement, and changes nothing where
 * another process was faster. Everything rejects with `RECORDS_FAILED` where the database is in trouble; the next call tries
 * again.
 */
export class MockRows {
  readonly #file: string;
  #opened: Promise<MockloopDatabase<MockTables>> | undefined;

  /** @param file Made when the first mock is started. */
  constructor(file: string) {
    this.#file = file;
  }

  /** By name. */
  async all(): Promise<readonly MockRow[]> {
    if (this.#opened === undefined && !existsSync(this.#file)) return [];
    return this.#do((kysely) => kysely.selectFrom('mocks').selectAll().orderBy('name').execute());
  }

  /** @returns Whether the name was free. */
  async add(row: MockRow): Promise<boolean> {
    const { numInsertedOrUpdatedRows: added } = await this.#do((kysely) =>
      kysely
        .insertInto('mocks')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow(),
    );
    return added === 1n;
  }

  /** @returns Whether it was as it was seen. */
  async change(seen: SeenRow, change: Updateable<MockRow>): Promise<boolean> {
    const { numUpdatedRows: changed } = await this.#do((kysely) =>
      kysely
        .updateTable('mocks')
        .set(change)
        .where((row) => row.and(pick(seen)))
        .executeTakeFirst(),
    );
    return changed === 1n;
  }

  /** @returns Whether it was as it was seen. */
  async remove(seen: SeenRow): Promise<boolean> {
    const { numDeletedRows: removed } = await this.#do((kysely) =>
      kysely
        .deleteFrom('mocks')
        .where((row) => row.and(pick(seen)))
        .executeTakeFirst(),
    );
    return removed === 1n;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await (await opened?.catch(() => undefined))?.close();
  }

  async #do<Result>(work: (kysely: Kysely<MockTables>) => Promise<Result>): Promise<Result> {
    try {
      this.#opened ??= open(this.#file);
      return await work((await this.#opened).kysely);
    } catch (cause) {
      await this.close();
      const said = cause instanceof Error ? cause.message : String(cause);
      throw new RegistryError('RECORDS_FAILED', `The records of the mocks that run cannot be used. ${said}`, { cause });
    }
  }
}

function pick({ claim, state, owner_pid, owner_start }: SeenRow): SeenRow {
  return { claim, state, owner_pid, owner_start };
}

async function open(url: string): Promise<MockloopDatabase<MockTables>> {
  const database = await openDatabase<MockTables>({ url });
  try {
    await migrate(database, mockMigrations);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
