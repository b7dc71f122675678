import { expect, test } from 'vitest';
import { openLogStore } from '../src/index.ts';
import { entryOf, temporaryFolder } from './log-entries.ts';

test('a full queue makes callers wait, and drops nothing', async () => {
  const log = await openLogStore({ api: 'Petstore', maxQueued: 50 });
  let waits = 0;
  for (let index = 0; index < 500; index++) {
    const wait = log.append(entryOf({ path: `/${index}` }));
    if (wait !== undefined) waits++;
    await wait;
  }
  expect(waits).toBe(10);
  expect((await log.search()).total).toBe(500);
  await log.close();
});

test('large bodies fill the queue with fewer entries', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  const body = Buffer.alloc(8 * 1024 * 1024);
  const response = { headers: [], body, size: body.length };
  const waits = Array.from({ length: 8 }, () => log.append(entryOf({ response })));
  expect(waits.map((wait) => wait !== undefined)).toEqual([false, false, false, false, false, false, false, true]);
  await Promise.all(waits);
  const { entries } = await log.search();
  expect(entries.map(({ response: { size, truncated } }) => [size, truncated])).toEqual(
    Array.from({ length: 8 }, () => [body.length, true]),
  );
  await log.close();
});

test('what is appended is written before long, without being asked for', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const log = await openLogStore({ api: 'Petstore', url });
  const reader = await openLogStore({ api: 'Petstore', url });
  void log.append(entryOf());
  await expect.poll(async () => (await reader.search()).total, { timeout: 20_000 }).toBe(1);
  await Promise.all([log.close(), reader.close()]);
});

test('with durability "request" each entry is in the database when its promise resolves', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const log = await openLogStore({ api: 'Petstore', url, durability: 'request' });
  const reader = await openLogStore({ api: 'Petstore', url });
  for (let index = 1; index <= 5; index++) {
    await Promise.all([log.append(entryOf()), log.append(entryOf())]);
    expect((await reader.search()).total).toBe(2 * index);
  }
  await Promise.all([log.close(), reader.close()]);
});

test('flushing an empty log is done at once, and a flush waits for all that was appended before', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const log = await openLogStore({ api: 'Petstore', url });
  await log.flush();
  for (let index = 0; index < 3_333; index++) void log.append(entryOf());
  await log.flush();
  const reader = await openLogStore({ api: 'Petstore', url });
  expect((await reader.search()).total).toBe(3_333);
  await Promise.all([log.close(), reader.close()]);
});
