import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type NewLogEntry, openLogStore } from '../src/index.ts';

const message = { headers: [], size: 0 };
const entry = (path: string): NewLogEntry => ({
  time: Date.UTC(2026, 0, 1),
  method: 'GET',
  path,
  query: '',
  status: 200,
  durationMs: 1,
  request: message,
  response: message,
});

test('without the name of an API, the entries of all that share a database are seen, counted and cleared', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mockloop-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const url = join(folder, 'log.db');
  for (const api of ['Pets', 'Cars']) {
    const logs = await openLogStore({ url, api });
    await logs.append(entry(`/${api}`));
    await logs.close();
  }
  const all = await openLogStore({ url });
  const { entries, total } = await all.search();
  expect(total).toBe(2);
  expect(entries.map(({ path }) => path).toSorted()).toEqual(['/Cars', '/Pets']);
  expect(await all.get(entries[0]?.id ?? '')).toMatchObject({ path: entries[0]?.path });
  expect(await all.clear()).toBe(2);
  await all.close();
});
