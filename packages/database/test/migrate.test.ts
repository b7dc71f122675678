import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type MockloopDatabase,
  migrate,
  openDatabase,
  type StoreMigration,
  type StoreMigrations,
} from '../src/index.ts';

interface Tables {
  pets: { id: number; name: string | null };
}

const pets: StoreMigration = {
  async up({ schema }) {
    await schema
      .createTable('pets')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .execute();
  },
};
const names: StoreMigration = {
  async up({ schema }) {
    await schema.alterTable('pets').addColumn('name', 'text').execute();
  },
};
const broken: StoreMigration = {
  async up(kysely: Kysely<unknown>) {
    await kysely.schema.createTable('half').addColumn('id', 'integer').execute();
    await sql`insert into nowhere values (1)`.execute(kysely);
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mockloop-migrate-'));
});
afterAll(() => rm(folder, { recursive: true }));

const store = (migrations: StoreMigrations['migrations'], name = 'pets'): StoreMigrations => ({
  store: name,
  migrations,
});
const tablesOf = async ({ kysely }: MockloopDatabase<Tables>): Promise<string[]> =>
  (await kysely.introspection.getTables()).map(({ name }) => name).toSorted();

test('missing migrations run in the order of their names, and only once', async () => {
  const database = await openDatabase<Tables>({ url: ':memory:' });
  const wanted = store({ '002-names': names, '001-pets': pets });
  expect(await migrate(database, wanted)).toEqual({ applied: ['001-pets', '002-names'] });
  expect(await migrate(database, wanted)).toEqual({ applied: [] });
  await database.close();
});

test('several stores keep their own migrations in one database', async () => {
  const database = await openDatabase<Tables>({ url: ':memory:' });
  const create = (table: string): StoreMigration => ({
    up: ({ schema }) => schema.createTable(table).addColumn('id', 'integer').execute(),
  });
  expect(await migrate(database, store({ '001': create('one') }, 'first'))).toEqual({ applied: ['001'] });
  expect(await migrate(database, store({ '001': create('two') }, 'second'))).toEqual({ applied: ['001'] });
  expect(await tablesOf(database)).toEqual(['mockloop_migrations', 'one', 'two']);
  await database.close();
});

test('a file that holds rows is copied before it is migrated, an empty one is not', async () => {
  const url = join(folder, 'pets.db');
  const database = await openDatabase<Tables>({ url });
  expect(await migrate(database, store({ '001-pets': pets }))).toEqual({ applied: ['001-pets'] });
  await database.kysely.insertInto('pets').values({ id: 7, name: undefined }).execute();
  const { backupPath = '' } = await migrate(database, store({ '001-pets': pets, '002-names': names }));
  expect(backupPath).toMatch(/pets\.db\.\d{8}T\d{9}Z\.backup$/);
  const backup = await openDatabase<Tables>({ url: backupPath });
  expect(await backup.kysely.selectFrom('pets').selectAll().execute()).toEqual([{ id: 7 }]);
  expect(await database.kysely.selectFrom('pets').selectAll().execute()).toEqual([{ id: 7, name: null }]);
  await Promise.all([database.close(), backup.close()]);
});

test('a file of somebody else is copied before tables are added, one of other stores is not', async () => {
  const url = join(folder, 'shared.db');
  const database = await openDatabase<Tables>({ url });
  await pets.up(database.kysely as Kysely<unknown>);
  await database.kysely.insertInto('pets').values({ id: 7, name: undefined }).execute();
  const create = (table: string): StoreMigration => ({
    up: ({ schema }) => schema.createTable(table).addColumn('id', 'integer').execute(),
  });
  expect(await migrate(database, store({ '001': create('one') }, 'first'))).toMatchObject({
    backupPath: expect.stringContaining('shared.db.'),
  });
  expect(await migrate(database, store({ '001': create('two') }, 'second'))).toEqual({ applied: ['001'] });
  await database.close();
});

test('when one migration fails, none is applied', async () => {
  const database = await openDatabase<Tables>({ url: ':memory:' });
  await expect(migrate(database, store({ '001-pets': pets, '002-broken': broken }))).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('nowhere'),
  });
  expect(await tablesOf(database)).toEqual(['mockloop_migrations']);
  expect(await migrate(database, store({ '001-pets': pets }))).toEqual({ applied: ['001-pets'] });
  await database.close();
});

test('a database of a newer version is refused and left as it is', async () => {
  const url = join(folder, 'newer.db');
  const database = await openDatabase<Tables>({ url });
  await migrate(database, store({ '001-pets': pets, '002-names': names }));
  await expect(migrate(database, store({ '001-pets': pets }))).rejects.toMatchObject({
    code: 'NEWER_SCHEMA',
    message: expect.stringContaining('002-names'),
  });
  await database.close();
  expect((await readdir(folder)).filter((name) => name.startsWith('newer.db.'))).toEqual([]);
});

test('of two connections that migrate at once one does it, and the other finds it done or locked', async () => {
  const url = join(folder, 'race.db');
  const open = () => openDatabase<Tables>({ url, busyTimeoutMs: 10 });
  const [first, second] = [await open(), await open()];
  const wanted = store({ '001-pets': pets, '002-names': names });
  const [, late] = await Promise.allSettled([migrate(first, wanted), migrate(second, wanted)]);
  if (late.status === 'rejected') expect(late.reason).toMatchObject({ code: 'LOCKED' });
  expect(await migrate(second, wanted)).toEqual({ applied: [] });
  await Promise.all([first.close(), second.close()]);
});
