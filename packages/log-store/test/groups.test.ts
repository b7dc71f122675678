import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOfDuration, type LogDimension, type LogGroup, type NewLogEntry, openLogStore } from '../src/index.ts';
import { appendAll, entryOf, FIRST_TIME } from './log-entries.ts';

const HOUR_MS = 3_600_000;

const keyOf: Readonly<Record<LogDimension, (entry: Partial<NewLogEntry>) => string>> = {
  endpoint: ({ method, route }) => `${method} ${route ?? '(no matching path)'}`,
  status: ({ status }) => String(status),
  method: ({ method }) => method ?? '',
  client: ({ client }) => client ?? '',
  session: ({ sessionId }) => sessionId ?? '',
  hour: intervalKey(HOUR_MS),
  minute: intervalKey(60_000),
  second: intervalKey(1_000),
};

function intervalKey(lengthMs: number): (entry: Partial<NewLogEntry>) => string {
  return ({ time = 0 }) => new Date(Math.floor(time / lengthMs) * lengthMs).toISOString().replace('.000Z', 'Z');
}

/** What `groups` must say, computed the plain way. */
function expectedGroups(entries: readonly Partial<NewLogEntry>[], by: LogDimension): LogGroup[] {
  const cells = Map.groupBy(entries, (entry) => `${entry.status} ${keyOf[by](entry)}`);
  return [...cells.values()].map((cell) => {
    const durations = cell.map(({ durationMs = 0 }) => Math.round(durationMs * 10_000) / 10_000);
    const buckets = Map.groupBy(durations, bucketOfDuration);
    return {
      key: keyOf[by](cell[0] ?? {}),
      status: cell[0]?.status ?? 0,
      count: cell.length,
      durations: {
        buckets: [...buckets].map(([bucket, { length }]) => [bucket, length] as const).toSorted(([a], [b]) => a - b),
        sum: expect.closeTo(
          durations.reduce((sum, value) => sum + value, 0),
          3,
        ),
        min: Math.min(...durations),
        max: Math.max(...durations),
      },
    };
  });
}

const byKey = (a: LogGroup, b: LogGroup): number => `${a.key} ${a.status}`.localeCompare(`${b.key} ${b.status}`);

test.each(['endpoint', 'status', 'method', 'client', 'session', 'hour', 'minute', 'second'] as const)(
  'groups by %s hold every entry once, with its duration',
  async (by) => {
    const entry = fc.record({
      method: fc.constantFrom('GET', 'POST', '__proto__'),
      route: fc.constantFrom('/pets', '/pets/{petId}', undefined),
      operationId: fc.constantFrom('a', undefined),
      status: fc.constantFrom(200, 404, 503),
      durationMs: fc.oneof(fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true })),
      client: fc.constantFrom('127.0.0.1', '::1', undefined),
      sessionId: fc.constantFrom('__proto__', 's', undefined),
      time: fc.oneof(
        fc.integer({ min: FIRST_TIME, max: FIRST_TIME + 5 * HOUR_MS }),
        fc.integer({ min: 0, max: FIRST_TIME }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 60 }), async (entries) => {
        const log = await openLogStore({ api: 'Petstore' });
        await appendAll(log, entries);
        const groups = await log.groups({}, by);
        await log.close();
        expect(groups.toSorted(byKey)).toEqual(expectedGroups(entries, by).toSorted(byKey));
      }),
      { seed: 7, numRuns: 15 },
    );
  },
);

test('groups hold what the filter admits', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(log, [
    { status: 404 },
    { status: 200 },
    { status: 404, admin: true },
    { status: 404, path: '/other' },
  ]);
  const count = async (filter: Parameters<typeof log.groups>[0]): Promise<number> =>
    (await log.groups(filter, 'endpoint')).reduce((sum, group) => sum + group.count, 0);
  expect(await count({})).toBe(3);
  expect(await count({ includeAdmin: true })).toBe(4);
  expect(await count({ status: 404 })).toBe(2);
  expect(await count({ q: 'other' })).toBe(1);
  expect(await count({ pathRegex: 'nothing' })).toBe(0);
  await log.close();
});

test('groups are right over more entries than are looked at in one go', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(
    log,
    Array.from({ length: 25_001 }, (_, index) => ({ status: 200 + (index % 3) })),
  );
  expect((await log.groups({}, 'status')).map(({ count }) => count)).toEqual([8_334, 8_334, 8_333]);
  expect((await log.groups({ q: 'rex', status: 201 }, 'status')).map(({ count }) => count)).toEqual([8_334]);
  await log.close();
});

test('groups of a stretch of time are those of the entries that arrived in it, however late they were written', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  const times = Array.from({ length: 12_000 }, (_, index) => FIRST_TIME + (index % 2_400) * 500 - (index % 5) * 90_000);
  await appendAll(
    log,
    times.map((time, index) => ({ time, status: 200 + (index % 2), durationMs: index % 50 })),
  );
  const entries = times.map((time, index) => ({ time, status: 200 + (index % 2), durationMs: index % 50 }));
  for (const [from, to] of [
    [0, 1_200],
    [-360, -300],
    [599, 601],
    [-1_000, -400],
  ] as const) {
    const window = { timeFrom: FIRST_TIME + from * 1_000, timeTo: FIRST_TIME + to * 1_000 };
    const inside = entries.filter(({ time }) => time >= window.timeFrom && time < window.timeTo);
    for (const by of ['second', 'minute', 'status'] as const) {
      const groups = await log.groups(window, by);
      expect(groups.toSorted(byKey)).toEqual(expectedGroups(inside, by).toSorted(byKey));
      expect(await log.groups({ ...window, q: 'rex' }, by)).toEqual(groups);
    }
  }
  await log.close();
});

test('seconds that are weeks apart are told apart', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  const week = 7 * 24 * HOUR_MS;
  const entries = Array.from({ length: 30 }, (_, index) => ({ time: FIRST_TIME + index * week + index, status: 200 }));
  await appendAll(log, entries);
  const groups = await log.groups({ timeFrom: FIRST_TIME }, 'second');
  expect(groups.map(({ key, count }) => [key, count])).toEqual(
    entries.map(({ time }) => [new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'), 1]),
  );
  await log.close();
});

test('more groups than there is memory for are refused', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  const count = 250_001;
  for (let index = 0; index < count; index += 1) await log.append(entryOf({ time: FIRST_TIME + index * 1_000 }));
  await log.flush();
  await expect(log.groups({}, 'second')).rejects.toMatchObject({ code: 'TOO_MANY_GROUPS' });
  expect(await log.groups({ timeFrom: FIRST_TIME + 1_000 }, 'second')).toHaveLength(count - 1);
  await log.close();
}, 120_000);
