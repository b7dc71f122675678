import type { Kysely } from 'kysely';
import { IN_MEMORY } from './database-location.ts';
import { DatabaseError } from './errors.ts';
import type { MockloopDatabase } from './open-database.ts';
import { toDatabaseError } from './sqlite-error.ts';

/** One step forward, with Kysely's schema builder. There is no way back but the backup. */
export interface StoreMigration {
  up(kysely: Kysely<unknown>): Promise<void>;
}

export interface StoreMigrations {
  /** Each store of a database has its own migrations, e.g. `log`. */
  readonly store: string;
  /** They run in the order of their names, e.g. `001-tables`. What was once released is never changed. */
  readonly migrations: Readonly<Record<string, StoreMigration>>;
}

export interface MigrationResult {
  /** The migrations that ran now; empty when there was nothing to do. */
  readonly applied: readonly string[];
  /** The copy that was made before; absent where there was no row to lose. */
  readonly backupPath?: string;
}

const MIGRATION_TABLE = 'mockloop_migrations';

interface MigrationTables {
  readonly mockloop_migrations: { readonly store: string; readonly name: string; readonly applied_at: string };
}

/**
 * Brings a store's tables up to date: all missing migrations in one transaction, or none. A database file that holds
 * rows is copied to `<path>.<time>.backup` first, unless the store is new to it.
 *
 * @throws {DatabaseError} `MIGRATION_FAILED`; `NEWER_SCHEMA` when the database has migrations that are not known here.
 */
export async function migrate<Schema>(
  database: MockloopDatabase<Schema>,
  wanted: StoreMigrations,
): Promise<MigrationResult> {
  const kysely = database.kysely as unknown as Kysely<MigrationTables>;
  const isNew = !(await tableNames(kysely)).includes(MIGRATION_TABLE);
  await createMigrationTable(kysely);
  const missing = await pendingOf(kysely, wanted);
  if (missing.length === 0) return { applied: [] };
  // A store that comes to a database of others only adds tables.
  const mayLose = isNew || missing.length < Object.keys(wanted.migrations).length;
  const backupPath = mayLose ? await backUpRows(database) : undefined;
  const applied = await inTransaction(kysely, database.location, async (connection) => {
    // Again, now that no other process can write: it may have migrated meanwhile.
    const pending = await pendingOf(connection, wanted);
    for (const name of pending) await apply(connection, name, wanted);
    return pending;
  });
  return backupPath === undefined ? { applied } : { applied, backupPath };
}

async function tableNames<Schema>({ introspection }: Kysely<Schema>): Promise<string[]> {
  return (await introspection.getTables()).map(({ name }) => name);
}

async function createMigrationTable(kysely: Kysely<MigrationTables>): Promise<void> {
  await kysely.schema
    .createTable(MIGRATION_TABLE)
    .ifNotExists()
    .addColumn('store', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('mockloop_migrations_key', ['store', 'name'])
    .execute();
}

async function pendingOf(kysely: Kysely<MigrationTables>, { store, migrations }: StoreMigrations): Promise<string[]> {
  const rows = await kysely.selectFrom(MIGRATION_TABLE).select('name').where('store', '=', store).execute();
  const done = new Set(rows.map(({ name }) => name));
  const unknown = [...done].filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new DatabaseError(
      'NEWER_SCHEMA',
      `The tables of "${store}" were written by a newer version (${unknown.join(', ')}); upgrade, or use another database.`,
    );
  }
  return Object.keys(migrations)
    .filter((name) => !done.has(name))
    .toSorted();
}

async function apply(kysely: Kysely<MigrationTables>, name: string, wanted: StoreMigrations): Promise<void> {
  await wanted.migrations[name]?.up(kysely as unknown as Kysely<unknown>);
  const applied_at = new Date().toISOString();
  await kysely.insertInto(MIGRATION_TABLE).values({ store: wanted.store, name, applied_at }).execute();
}

async function inTransaction<Schema, Result>(
  kysely: Kysely<Schema>,
  location: string,
  work: (connection: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  const { sql } = await import('kysely');
  return kysely.connection().execute(async (connection) => {
    // Not Kysely's own transaction: that one takes the write lock only with its first write, too late to look before.
    await sql`begin immediate`.execute(connection);
    try {
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw migrationError(error, location);
    }
  });
}

function migrationError(error: unknown, location: string): DatabaseError {
  const cause = toDatabaseError(error, location);
  if (cause.code !== 'QUERY_FAILED' && cause.code !== 'CONSTRAINT') return cause;
  return new DatabaseError('MIGRATION_FAILED', `${location} could not be migrated, it is as before: ${cause.message}`, {
    cause,
  });
}

/** Copies the file when it holds rows; says where to. */
async function backUpRows<Schema>(database: MockloopDatabase<Schema>): Promise<string | undefined> {
  if (database.location === IN_MEMORY || !(await holdsRows(database.kysely))) return undefined;
  const time = new Date().toISOString().replaceAll(/[-:.]/g, '');
  const backupPath = `${database.location}.${time}.backup`;
  await database.backup(backupPath);
  return backupPath;
}

async function holdsRows<Schema>(kysely: Kysely<Schema>): Promise<boolean> {
  const { sql } = await import('kysely');
  for (const name of await tableNames(kysely)) {
    if (name === MIGRATION_TABLE) continue;
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(kysely);
    if (rows.length > 0) return true;
  }
  return false;
}
