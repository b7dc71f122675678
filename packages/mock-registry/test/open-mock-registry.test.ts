import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '@mockloop/database';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aliveIn, elsewhere, fake, isAlive, newFolder, newRegistry, pidsIn, until } from './support.ts';

test('a mock that was started is known to every process, until it is stopped', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const started = await registry.start(fake(home));
  expect(started).toEqual({
    name: 'fake',
    state: 'running',
    document: 'petstore.yaml',
    runtime: 'process',
    pid: expect.any(Number),
    url: 'http://127.0.0.1:1',
    adminUrl: 'http://127.0.0.1:2',
    databaseUrl: path.join(home, 'log.db'),
    logFile: path.join(home, 'mocks', 'fake.log'),
    startedAt: expect.stringMatching(/^20.*Z$/),
    isAttached: false,
  });
  expect(await isAlive(started.pid)).toBe(true);
  expect(JSON.parse(await elsewhere(home, 'return registry.list()').output)).toEqual([
    JSON.parse(JSON.stringify(started)),
  ]);

  expect(await registry.stop('fake')).toEqual(started);
  expect(await isAlive(started.pid)).toBe(false);
  expect(await registry.list()).toEqual([]);
  expect(await registry.find('fake')).toBeUndefined();
});

test('nothing is written by who only looks', async () => {
  const home = await newFolder();
  const registry = newRegistry(path.join(home, 'state'));
  expect(await registry.list()).toEqual([]);
  await expect(registry.stop('fake')).rejects.toMatchObject({ name: 'RegistryError', code: 'UNKNOWN' });
  await expect(stat(path.join(home, 'state'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a mock in the background outlives the process that started it', async () => {
  const home = await newFolder();
  const other = elsewhere(home, 'return registry.start(fake())');
  const { pid } = JSON.parse(await other.output);
  await other.kill();
  const registry = newRegistry(home);
  expect(await registry.find('fake')).toMatchObject({ state: 'running', pid });
  await registry.stop('fake');
  await until(async () => !(await isAlive(pid)));
});

test('a process that has started a mock in the background can end', async () => {
  const home = await newFolder();
  const other = elsewhere(home, 'await registry.start(fake())');
  await other.output;
  await until(async () => !(await isAlive(other.pid)));
  expect(await newRegistry(home).list()).toHaveLength(1);
});

test.each([
  ['killed', 'return registry.start(fake({ isAttached: true }))'],
  ['left to end', 'const { pid } = await registry.start(fake({ isAttached: true })); return { pid }'],
])('an attached mock ends with the process that started it, when that is %s', async (how, code) => {
  const home = await newFolder();
  const other = elsewhere(home, how === 'killed' ? `setInterval(() => {}, 1e6); ${code}` : code);
  const { pid } = JSON.parse(await other.output);
  if (how === 'killed') await other.kill();
  await until(async () => !(await isAlive(pid)));
  expect(await newRegistry(home).list()).toEqual([]);
});

test('closing the registry ends attached mocks and no others', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const attached = await registry.start(fake(home, { name: 'attached', isAttached: true }));
  const other = await registry.start(fake(home, { name: 'other' }));
  expect(await registry.list()).toMatchObject([{ name: 'attached', isAttached: true }, { name: 'other' }]);
  await registry.close();
  expect([await isAlive(attached.pid), await isAlive(other.pid)]).toEqual([false, true]);
  const again = newRegistry(home);
  expect(await again.list()).toMatchObject([{ name: 'other' }]);
  await again.stop('other');
});

test('a name is given once', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const starts = await Promise.allSettled(Array.from({ length: 5 }, () => registry.start(fake(home))));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of starts) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'RegistryError', code: 'EXISTS' });
  }
  await expect(registry.start(fake(home))).rejects.toThrow(
    /"fake" runs already at http:\/\/127\.0\.0\.1:1 \(of petstore\.yaml\)/,
  );
  await registry.stop('fake');
  expect(await pidsIn(home)).toHaveLength(1);
});

test('of several that stop a mock one tells it to end, and all wait for that', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const { pid = 0 } = await registry.start(fake(home));
  const stopped = await Promise.all([registry.stop('fake'), registry.stop('fake'), newRegistry(home).stop('fake')]);
  expect(stopped.map((record) => record.pid)).toEqual([pid, pid, pid]);
  await expect(stat(path.join(home, `${pid}.told-twice`))).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each([
  ['says why', 'fail', /^The mock "fake" could not start\. Port 8000 on 127\.0\.0\.1 is taken\.$/],
  ['prints why', 'crash', /ended with exit code 3\. It printed:\n(noise\n)+SyntaxError: Unexpected token$/],
])('a mock that cannot start and %s leaves its words and nothing else', async (_how, behaviour, message) => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const failed = await registry.start(fake(home, { behaviour })).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    name: 'RegistryError',
    code: 'START_FAILED',
    message: expect.stringMatching(message),
  });
  expect(String(failed).length).toBeLessThan(3_000);
  expect(await registry.list()).toEqual([]);
  expect(await aliveIn(home)).toEqual([]);
});

test('a program or folder that is not there is a start that failed', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const gone = path.join(home, 'gone');
  for (const wrong of [{ program: path.join(gone, 'cli.js') }, { cwd: gone }]) {
    await expect(registry.start(fake(home, wrong))).rejects.toMatchObject({ code: 'START_FAILED' });
  }
  expect(await registry.list()).toEqual([]);
});

test('a mock that does not listen in time is ended', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  await expect(registry.start(fake(home, { behaviour: 'hang', readyTimeoutMs: 300 }))).rejects.toThrow(
    'The mock "fake" could not start. It did not listen within 0.3 s.',
  );
  expect(await aliveIn(home)).toEqual([]);
  expect(await registry.list()).toEqual([]);
});

test.each([
  ['', 'hang'],
  [', also where its process does not want to end', 'hang-stubborn'],
])('a start that is called off is over%s', async (_how, behaviour) => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const controller = new AbortController();
  const starting = registry.start(fake(home, { behaviour, signal: controller.signal }));
  starting.catch(() => undefined);
  await until(async () => (await pidsIn(home)).length > 0);
  expect(await registry.list()).toMatchObject([{ name: 'fake', state: 'starting' }]);
  await expect(registry.start(fake(home))).rejects.toThrow('A mock "fake" is starting');
  controller.abort(new Error('called off'));
  await expect(starting).rejects.toThrow('called off');
  expect(await aliveIn(home)).toEqual([]);
  expect(await registry.list()).toEqual([]);
  await expect(registry.start(fake(home, { signal: AbortSignal.abort(new Error('at once')) }))).rejects.toThrow(
    'at once',
  );
  expect(await registry.list()).toEqual([]);
});

test('a start that is called off while its log file is opened starts nothing', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const controller = new AbortController();
  const { signal } = controller;
  // After each look at the signal, before anything else can happen.
  signal.throwIfAborted = () => {
    AbortSignal.prototype.throwIfAborted.call(signal);
    queueMicrotask(() => controller.abort(new Error('called off')));
  };
  const starting = registry.start(fake(home, { behaviour: 'hang', readyTimeoutMs: 5_000, signal }));
  await expect(starting).rejects.toThrow('called off');
  expect(await registry.list()).toEqual([]);
  expect(await aliveIn(home)).toEqual([]);
});

test('a mock that does not end is said to be there still, and is killed only by force', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const { pid = 0 } = await registry.start(fake(home, { behaviour: 'stubborn' }));
  const stopping = registry.stop('fake', { timeoutMs: 200 });
  await expect(stopping).rejects.toMatchObject({
    code: 'STOP_FAILED',
    message: expect.stringContaining(`process ${pid}`),
  });
  expect(await isAlive(pid)).toBe(true);
  expect(await registry.list()).toMatchObject([{ state: 'running', pid }]);
  await registry.stop('fake', { timeoutMs: 200, force: true });
  expect(await isAlive(pid)).toBe(false);
  expect(await registry.list()).toEqual([]);
});

test('a mock is told to end in another way where there is one', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  await registry.start(fake(home));
  const refusal = registry.stop('fake', { tell: () => Promise.reject(new Error('401')) });
  await expect(refusal).rejects.toMatchObject({ code: 'STOP_FAILED', message: expect.stringContaining('401') });
  await registry.stop('fake', { tell: async ({ pid = 0 }) => void process.kill(pid, 'SIGTERM') });
  expect(await registry.list()).toEqual([]);
});

test('a mock that was killed is not in the list, and its name is free', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const { pid = 0 } = await registry.start(fake(home));
  process.kill(pid, 'SIGKILL');
  await until(async () => (await registry.list()).length === 0);
  const again = await registry.start(fake(home));
  expect(again.pid).not.toBe(pid);
  await registry.stop('fake');
});

test('what a start left behind whose process was killed is ended, and its name is free', async () => {
  const home = await newFolder();
  // It hangs, and stays when its channel closes, as one does that has just begun to listen.
  const other = elsewhere(home, "await registry.start(fake({ behaviour: 'hang-on' }))");
  await until(async () => (await pidsIn(home)).length > 0);
  const registry = newRegistry(home);
  await until(async () => (await registry.list())[0]?.pid !== undefined);
  await other.kill();
  const [pid = 0] = await pidsIn(home);
  const again = await registry.start(fake(home));
  expect(await isAlive(pid)).toBe(false);
  expect(await registry.list()).toMatchObject([{ pid: again.pid, state: 'running' }]);
  await registry.stop('fake');
});

test('what a start left behind that does not want to end is listed, until it is stopped by force', {
  timeout: 60_000,
}, async () => {
  const home = await newFolder();
  const other = elsewhere(home, "await registry.start(fake({ behaviour: 'hang-on-stubborn' }))");
  const registry = newRegistry(home);
  await until(async () => (await registry.list())[0]?.pid !== undefined && (await pidsIn(home)).length > 0);
  await other.kill();
  const [pid] = await pidsIn(home);
  expect(await registry.list()).toMatchObject([{ pid, state: 'running' }]);
  await registry.stop('fake', { timeoutMs: 200, force: true });
  expect(await isAlive(pid)).toBe(false);
  expect(await registry.list()).toEqual([]);
});

test('a process with the id of a mock that was before is not taken for it, and is never ended', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const { pid = 0 } = await registry.start(fake(home, { name: 'bystander' }));
  const database = await openDatabase({ url: path.join(home, 'registry.db') });
  const since = sql.lit('another boot');
  const reused = sql`insert into mocks select 'before', 'c', state, owner_pid, owner_start, runtime, pid, ${since}, document, folder, url, admin_url, database_url, log_file, started_at, is_attached from mocks`;
  await reused.execute(database.kysely);
  await sql`insert into mocks select 'half-way', 'd', 'starting', owner_pid, ${since}, runtime, pid, ${since}, document, folder, url, admin_url, database_url, log_file, started_at, is_attached from mocks where name = 'bystander'`.execute(
    database.kysely,
  );
  await database.close();
  await expect(registry.stop('before')).rejects.toMatchObject({ code: 'UNKNOWN' });
  await expect(registry.stop('half-way')).rejects.toMatchObject({ code: 'UNKNOWN' });
  expect((await registry.list()).map(({ name }) => name)).toEqual(['bystander']);
  expect(await isAlive(pid)).toBe(true);
  await registry.stop('bystander');
});

test('a mock that has ended while it was stopped is gone, also where nobody could write that', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const { pid = 0 } = await registry.start(fake(home));
  const database = await openDatabase({ url: path.join(home, 'registry.db') });
  await sql`update mocks set state = 'stopping'`.execute(database.kysely);
  await database.close();
  expect(await registry.list()).toMatchObject([{ state: 'stopping', pid }]);
  process.kill(pid, 'SIGKILL');
  await until(async () => (await registry.list()).length === 0);
});

test('what a mock printed is kept for its last two starts', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const { logFile } = await registry.start(fake(home, { behaviour: 'environment', env: { MOCKLOOP_RUN: 'first' } }));
  await registry.stop('fake');
  await registry.start(fake(home, { behaviour: 'environment', env: { MOCKLOOP_RUN: 'second' } }));
  await registry.stop('fake');
  expect(await readFile(`${logFile}.1`, 'utf8')).toContain('first');
  expect(await readFile(logFile, 'utf8')).toContain('second');
  expect((await stat(logFile)).mode & 0o077).toBe(0);
});

test('a mock gets the environment that it is given and nothing of that of the process', async () => {
  const home = await newFolder();
  const registry = newRegistry(home);
  const { logFile } = await registry.start(fake(home, { behaviour: 'environment', env: { TZ: 'UTC' } }));
  await registry.stop('fake');
  const environment = JSON.parse(await readFile(logFile, 'utf8'));
  expect(Object.keys(environment).filter((name) => !/^(NODE_CHANNEL_|TZ$|MOCKLOOP_ATTACHED$)/.test(name))).toEqual([]);
});

test.each([
  '',
  '.',
  '..',
  '../mock',
  'a/b',
  'a\\b',
  'C:mock',
  'nul',
  'COM1.txt',
  'a\0b',
  'a\nb',
  'a.',
  'a ',
  '.git',
  'x'.repeat(101),
])('%j is no name of a mock', async (name) => {
  const home = await newFolder();
  await expect(newRegistry(home).start(fake(home, { name }))).rejects.toMatchObject({ code: 'INVALID_NAME' });
});

test.each(['pet store', 'Shop.v2', '__proto__', 'héllo', 'x'.repeat(100)])('%j names a mock', async (name) => {
  const home = await newFolder();
  const registry = newRegistry(home);
  expect(await registry.start(fake(home, { name }))).toMatchObject({ name });
  await registry.stop(name);
});

test('a damaged file of records is named, with what to do, and a new one is made when it was moved away', async () => {
  const home = await newFolder();
  const file = path.join(home, 'registry.db');
  await writeFile(file, 'This is no database. '.repeat(500));
  const registry = newRegistry(home);
  for (const call of [registry.list(), registry.find('fake'), registry.stop('fake'), registry.start(fake(home))]) {
    await expect(call).rejects.toMatchObject({
      code: 'RECORDS_FAILED',
      message: expect.stringMatching(/registry\.db is damaged or is no SQLite file; move it away/),
    });
  }
  await writeFile(file, '');
  await registry.start(fake(home));
  expect(await registry.list()).toHaveLength(1);
  await registry.stop('fake');
});
