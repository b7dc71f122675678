import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseError, databaseLocation, type MockloopDatabase, openDatabase } from '../src/index.ts';

interface Tables {
  notes: { id: number; text: string };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mockloop-database-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function openNotes(url = ':memory:', maxSizeBytes?: number): Promise<MockloopDatabase<Tables>> {
  const database = await openDatabase<Tables>({ url, busyTimeoutMs: 10, maxSizeBytes });
  await sql`create table if not exists notes (id integer primary key, text text not null unique)`.execute(
    database.kysely,
  );
  return database;
}

function insertNote({ kysely }: MockloopDatabase<Tables>) {
  return kysely.insertInto('notes').values({ id: 0, text: '' }).compile();
}

test.each([
  [':memory:', ':memory:'],
  ['sqlite::memory:', ':memory:'],
  ['/data/log.db', '/data/log.db'],
  ['sqlite:/data/log.db', '/data/log.db'],
  ['sqlite:///data/log.db', '/data/log.db'],
  ['file:///data/a%20log.db', '/data/a log.db'],
  ['log.db', join(process.cwd(), 'log.db')],
  ['sqlite:log.db', join(process.cwd(), 'log.db')],
])('the url %s names the database %s', (url, location) => {
  expect(databaseLocation(url)).toBe(location);
});

test.each(['postgres://user:hunter2@host/db', 'mysql://host/db', 'file://remote/share', ''])(
  'the url "%s" is refused with what is supported, and without its password',
  async (url) => {
    const opening = openDatabase({ url });
    await expect(opening).rejects.toThrow(DatabaseError);
    await expect(opening).rejects.toMatchObject({
      code: 'UNSUPPORTED_URL',
      message: expect.stringMatching(/^(?!.*hunter2).*Give a path, "sqlite:<path>"/),
    });
  },
);

test('missing folders are made, and rows outlive the connection', async () => {
  const url = join(folder, 'some', 'where', 'notes.db');
  const first = await openNotes(url);
  await first.kysely.insertInto('notes').values({ id: 1, text: 'kept' }).execute();
  await first.close();
  const second = await openNotes(url);
  expect(await second.kysely.selectFrom('notes').selectAll().execute()).toEqual([{ id: 1, text: 'kept' }]);
  await second.close();
});

test('a write transaction runs compiled queries with other parameters, and says the row ids', async () => {
  const database = await openNotes();
  const insert = insertNote(database);
  const count = database.kysely
    .selectFrom('notes')
    .select(({ fn }) => fn.countAll().as('count'))
    .compile();
  const result = await database.writeTransaction((statements) => [
    statements.run(insert, [7, 'a']),
    statements.run(insert, [8, 'b']),
    statements.value(count, []),
  ]);
  expect(result).toEqual([7, 8, 2]);
  expect(await database.column(database.kysely.selectFrom('notes').select('text').compile())).toEqual(['a', 'b']);
  await database.close();
});

test('a write transaction that throws changes nothing, and what it threw arrives unchanged', async () => {
  const database = await openNotes();
  const insert = insertNote(database);
  const mistake = new RangeError('mine');
  const failing = database.writeTransaction((statements) => {
    statements.run(insert, [1, 'a']);
    throw mistake;
  });
  await expect(failing).rejects.toBe(mistake);
  const twice = database.writeTransaction((statements) => {
    statements.run(insert, [1, 'a']);
    statements.run(insert, [2, 'a']);
  });
  await expect(twice).rejects.toMatchObject({ name: 'DatabaseError', code: 'CONSTRAINT' });
  expect(await database.kysely.selectFrom('notes').selectAll().execute()).toEqual([]);
  await database.close();
});

test('write transactions wait for those of Kysely', async () => {
  const database = await openNotes();
  const insert = insertNote(database);
  const order: string[] = [];
  await Promise.all([
    database.kysely.transaction().execute(async (transaction) => {
      await transaction.insertInto('notes').values({ id: 1, text: 'kysely' }).execute();
      order.push('kysely');
    }),
    database.writeTransaction((statements) => {
      statements.run(insert, [2, 'batch']);
      order.push('batch');
    }),
  ]);
  expect(order).toEqual(['kysely', 'batch']);
  await database.close();
});

test('a write transaction knows when another connection has written since the last one', async () => {
  const url = join(folder, 'shared.db');
  const [mine, other] = [await openNotes(url), await openNotes(url)];
  const look = () => mine.writeTransaction(({ changedElsewhere }) => changedElsewhere);
  expect([await look(), await look()]).toEqual([false, false]);
  await other.kysely.insertInto('notes').values({ id: 1, text: 'theirs' }).execute();
  expect([await look(), await look()]).toEqual([true, false]);
  await Promise.all([mine.close(), other.close()]);
});

test('a streamed query leaves its statement free for others', async () => {
  const database = await openNotes();
  await database.kysely
    .insertInto('notes')
    .values([
      { id: 1, text: 'a' },
      { id: 2, text: 'b' },
    ])
    .execute();
  const query = database.kysely.selectFrom('notes').select('text').orderBy('id');
  const texts: string[] = [];
  for await (const { text } of query.stream()) texts.push(text);
  expect([texts, await query.execute()]).toEqual([
    ['a', 'b'],
    [{ text: 'a' }, { text: 'b' }],
  ]);
  await database.close();
});

test('a locked database says so', async () => {
  const url = join(folder, 'locked.db');
  const [mine, other] = [await openNotes(url), await openNotes(url)];
  await sql`begin immediate`.execute(other.kysely);
  await expect(mine.writeTransaction(() => 0)).rejects.toMatchObject({
    code: 'LOCKED',
    message: expect.stringContaining(url),
  });
  await sql`rollback`.execute(other.kysely);
  expect(await mine.writeTransaction(() => 0)).toBe(0);
  await Promise.all([mine.close(), other.close()]);
});

test('a full database says so, and keeps what it has', async () => {
  const database = await openNotes(join(folder, 'full.db'), 64 * 1024);
  const insert = insertNote(database);
  await database.writeTransaction((statements) => statements.run(insert, [1, 'small']));
  const large = database.writeTransaction((statements) => statements.run(insert, [2, 'x'.repeat(100_000)]));
  await expect(large).rejects.toMatchObject({ code: 'FULL' });
  expect(await database.kysely.selectFrom('notes').select('text').execute()).toEqual([{ text: 'small' }]);
  await database.close();
});

test('a file that is no database, and a folder, are refused with what to do', async () => {
  const url = join(folder, 'noise.db');
  await writeFile(url, 'this is no database, only text'.repeat(200));
  await expect(openDatabase({ url })).rejects.toMatchObject({
    code: 'DAMAGED',
    message: expect.stringContaining('move it away'),
  });
  expect((await readFile(url, 'utf8')).startsWith('this is no database')).toBe(true);
  await expect(openDatabase({ url: folder })).rejects.toMatchObject({ code: 'CANNOT_OPEN' });
  await expect(openDatabase({ url: join(url, 'below.db') })).rejects.toMatchObject({ code: 'CANNOT_OPEN' });
});

test('a file that lost its end is recognised as damaged', async () => {
  const url = join(folder, 'cut.db');
  const database = await openNotes(url);
  const insert = insertNote(database);
  await database.writeTransaction((statements) => {
    for (let id = 1; id <= 500; id++) statements.run(insert, [id, `${id}`.repeat(100)]);
  });
  await database.close();
  await truncate(url, 8_192);
  const opening = openDatabase<Tables>({ url }).then(({ kysely }) => kysely.selectFrom('notes').selectAll().execute());
  await expect(opening).rejects.toMatchObject({ code: 'DAMAGED' });
});

test('a read-only database says so', async () => {
  const own = await mkdtemp(join(tmpdir(), 'mockloop-read-only-'));
  const url = join(own, 'notes.db');
  await (await openNotes(url)).close();
  await chmod(url, 0o444);
  await chmod(own, 0o555);
  const program = `import { openDatabase } from '@mockloop/database';
    await openDatabase({ url: ${JSON.stringify(url)} })
      .then(({ kysely }) => kysely.deleteFrom('notes').execute())
      .then(() => console.log('{}'), ({ code }) => console.log(JSON.stringify({ code })));`;
  // The superuser may write anything, so somebody else tries.
  const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, ['--conditions=@mockloop/source', '--input-type=module', '-e', program], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    ...somebody,
  });
  const [answer] = await Promise.all([json(child.stdout), once(child, 'close')]);
  expect(answer).toEqual({ code: expect.stringMatching(/^(READ_ONLY|CANNOT_OPEN)$/) });
  await chmod(own, 0o755);
  await rm(own, { recursive: true });
});

test('a closed database says so', async () => {
  const database = await openNotes();
  await database.close();
  await database.close();
  await expect(database.writeTransaction(() => 0)).rejects.toMatchObject({ name: 'DatabaseError', code: 'CLOSED' });
});
