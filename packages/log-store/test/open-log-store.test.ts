import { expect, test } from 'vitest';
import { type NewLogEntry, openLogStore } from '../src/index.ts';

const message = { headers: [['content-type', 'application/json']], body: '{"id":1}', size: 8 } as const;

function entryOf(values: Partial<NewLogEntry> = {}): NewLogEntry {
  return {
    time: Date.UTC(2026, 10, 21, 10),
    method: 'GET',
    path: '/pets/1',
    query: '',
    route: '/pets/{petId}',
    operationId: 'getPet',
    status: 200,
    durationMs: 1.25,
    request: { headers: [['host', 'localhost']], size: 0 },
    response: message,
    ...values,
  };
}

test('an entry that was appended is found and read', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  expect(log.append(entryOf())).toBeUndefined();
  void log.append(entryOf({ status: 404, path: '/pets/2', query: 'verbose=red%20fish' }));
  const page = await log.search();
  expect(page.total).toBe(2);
  expect(page.entries.map(({ path }) => path)).toEqual(['/pets/2', '/pets/1']);
  expect(await log.get(page.entries[1]?.id ?? '')).toEqual(page.entries[1]);
  expect((await log.search({ status: '4xx' })).total).toBe(1);
  expect((await log.search({ q: 'FISH 2' })).total).toBe(1);
  expect((await log.search({ pathRegex: '/1$' })).total).toBe(1);
  expect((await log.groups({}, 'endpoint')).map(({ key, status, count }) => [key, status, count])).toEqual([
    ['GET /pets/{petId}', 200, 1],
    ['GET /pets/{petId}', 404, 1],
  ]);
  let text = '';
  for await (const piece of log.export({}, 'ndjson')) text += piece;
  const exported = text.trim().split('\n');
  expect(exported.map((line) => JSON.parse(line))).toEqual(page.entries.toReversed());
  expect(await log.clear({ status: 404 })).toBe(1);
  expect(await log.clear()).toBe(1);
  expect((await log.search({ includeAdmin: true })).total).toBe(0);
  await log.close();
});
