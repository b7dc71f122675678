import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, open, readFile, writeFile } from 'node:fs/promises';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@mockloop/database';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type LogStore, openLogStore } from '../src/index.ts';
import { appendAll, entryOf, temporaryFolder } from './log-entries.ts';

const totalOf = async (log: LogStore): Promise<number> => (await log.search()).total;

/** Another connection that holds the write lock until it is let go. */
async function lock(url: string): Promise<() => Promise<void>> {
  const { kysely, close } = await openDatabase({ url });
  await sql`begin immediate`.execute(kysely);
  return close;
}

test('a locked database: said once, searched from memory, written when it is free', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const problems: string[] = [];
  const log = await openLogStore({ api: 'Petstore', url, onProblem: (problem) => problems.push(problem) });
  await appendAll(log, [{ path: '/before' }]);
  const unlock = await lock(url);
  for (let index = 0; index < 1_500; index++) expect(log.append(entryOf({ path: `/${index}` }))).toBeUndefined();
  await log.flush();
  await log.flush();
  expect(problems).toEqual([expect.stringMatching(/log\.db is locked by another process.*kept in memory/)]);

  const newest = await log.search({ pathRegex: '/(before|1499|1498)$' }, { limit: 2 });
  expect([newest.total, newest.entries.map(({ path }) => path)]).toEqual([3, ['/1499', '/1498']]);
  const last = await log.search({ pathRegex: '/(before|1499|1498)$' }, { limit: 2, cursor: newest.nextCursor });
  expect([last.total, last.entries.map(({ path }) => path)]).toEqual([3, ['/before']]);
  expect((await log.search({}, { offset: 1_499, limit: 2 })).entries.map(({ path }) => path)).toEqual([
    '/0',
    '/before',
  ]);
  expect((await log.groups({}, 'endpoint')).map(({ count }) => count)).toEqual([1_501]);
  expect((await log.search({ q: 'rex' })).total).toBeGreaterThanOrEqual(1_500);

  await unlock();
  await log.flush();
  const written = await log.search({ pathRegex: '/(before|1499|1498)$' });
  expect(written.entries.slice(0, 2)).toEqual(newest.entries);
  expect(await log.get(newest.entries[0]?.id ?? '')).toEqual(newest.entries[0]);
  await log.close();
  const again = await openLogStore({ api: 'Petstore', url });
  expect(await totalOf(again)).toBe(1_501);
  await again.close();
});

test('what is kept in memory is bounded: the oldest go, and that is said once', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const problems: string[] = [];
  const log = await openLogStore({
    api: 'Petstore',
    url,
    maxKept: 100,
    onProblem: (problem) => problems.push(problem),
  });
  await log.search();
  const unlock = await lock(url);
  await appendAll(
    log,
    Array.from({ length: 500 }, (_, index) => ({ path: `/${index}` })),
  );
  const { total, entries } = await log.search();
  expect(total).toBeLessThanOrEqual(100);
  expect(total).toBeGreaterThan(95);
  expect(entries[0]?.path).toBe('/499');
  expect(problems).toEqual([expect.stringContaining('locked'), expect.stringContaining('holds 100 entries in memory')]);
  await unlock();
  await log.flush();
  expect((await log.search()).entries).toEqual(entries);
  await log.close();
});

test('a log whose database is locked cannot be cleared, and says so before it deletes anything', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const log = await openLogStore({ api: 'Petstore', url });
  await appendAll(log, [{ path: '/1', status: 404 }]);
  const unlock = await lock(url);
  await appendAll(log, [{ path: '/2' }, { path: '/3', status: 404 }]);
  await expect(log.clear({ status: 404 })).rejects.toMatchObject({ code: 'LOCKED' });
  expect(await totalOf(log)).toBe(3);
  await unlock();
  expect(await log.clear({ status: 404 })).toBe(2);
  expect((await log.search()).entries.map(({ path }) => path)).toEqual(['/2']);
  await log.close();
});

test('a full database: said once, the rest is kept in memory and found there', async () => {
  await using folder = await temporaryFolder();
  const problems: string[] = [];
  const log = await openLogStore({
    api: 'Petstore',
    url: folder.file('log.db'),
    maxSizeBytes: 512 * 1024,
    onProblem: (problem) => problems.push(problem),
  });
  const large = (index: number) => ({
    path: `/${index}`,
    response: { headers: [], body: `${index} `.repeat(4_000), size: 9 },
  });
  for (let index = 0; index < 60; index++) await appendAll(log, [large(index)]);
  expect(problems).toEqual([expect.stringMatching(/is full; free disk space/)]);
  expect(await totalOf(log)).toBe(60);
  expect((await log.search({ q: '59' })).entries.map(({ path }) => path)).toEqual(['/59']);
  expect(await log.clear()).toBe(60);
  await appendAll(log, [large(60)]);
  expect(await totalOf(log)).toBe(1);
  await log.close();
});

test('a damaged file: said once, left as it is, and the log goes on in memory', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  await writeFile(url, 'no database '.repeat(1_000));
  const problems: string[] = [];
  const log = await openLogStore({ api: 'Petstore', url, onProblem: (problem) => problems.push(problem) });
  await appendAll(log, [{ path: '/1' }]);
  await appendAll(log, [{ path: '/2' }]);
  expect((await log.search()).entries.map(({ path }) => path)).toEqual(['/2', '/1']);
  expect(problems).toEqual([expect.stringMatching(/is damaged or is no SQLite file; move it away/)]);
  expect(await readFile(url, 'utf8')).toBe('no database '.repeat(1_000));
  await log.close();
  expect(problems).toEqual([expect.stringContaining('damaged'), expect.stringContaining('2 log entries could not be')]);
});

test('a file damaged inside: the log goes on in memory', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const before = await openLogStore({ api: 'Petstore', url });
  await appendAll(
    before,
    Array.from({ length: 5_000 }, (_, index) => ({ path: `/${index}` })),
  );
  await before.close();
  const file = await open(url, 'r+');
  const { size } = await file.stat();
  for (let at = 8_192; at < size; at += 4_096) await file.write(Buffer.alloc(2_000, 0xaa), 0, 2_000, at);
  await file.close();
  const problems: string[] = [];
  const log = await openLogStore({ api: 'Petstore', url, onProblem: (problem) => problems.push(problem) });
  await appendAll(log, [{ path: '/new' }]);
  expect((await log.search({ pathRegex: 'new' })).entries.map(({ path }) => path)).toEqual(['/new']);
  expect(problems[0]).toMatch(/damaged/);
  await log.close();
});

test('a read-only file: said once, and the log goes on in memory', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const before = await openLogStore({ api: 'Petstore', url });
  await appendAll(before, [{}]);
  await before.close();
  await chmod(url, 0o444);
  await chmod(folder.path, 0o555);
  // The superuser may write anything, so somebody else tries.
  const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(
    process.execPath,
    ['--conditions=@mockloop/source', fileURLToPath(new URL('./log-into.ts', import.meta.url)), url],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...somebody,
    },
  );
  const [answer] = await Promise.all([json(child.stdout), once(child, 'close')]);
  expect(answer).toEqual({ paths: ['/new'], problems: [expect.stringMatching(/read-only|cannot be opened/)] });
  await chmod(folder.path, 0o755);
});
