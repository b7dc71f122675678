import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LogEntry, type LogFilter, LogStoreError, openLogStore } from '../src/index.ts';
import { appendAll, entryOf, FIRST_TIME, temporaryFolder } from './log-entries.ts';

const paths = (entries: readonly LogEntry[]): string[] => entries.map(({ path }) => path);

test('an entry is read as it was appended', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(log, [
    {
      method: 'POST',
      path: '/pets/%C3%A9',
      query: 'verbose=red%20fish',
      status: 422,
      durationMs: 12.3456,
      request: {
        headers: [
          ['Content-Type', 'text/plain'],
          ['X-Twice', 'a'],
          ['X-Twice', 'b'],
        ],
        body: 'hé',
        size: 3,
      },
      response: { headers: [], body: Uint8Array.of(0xff, 0x00, 0xfe), size: 3 },
      client: '127.0.0.1',
      userAgent: 'curl/8',
      world: 'blue',
      sessionId: 's-1',
      scenario: 'rush',
      correlationId: 'c-1',
      violations: [{ location: ['body', 'name'], severity: 'Error', code: 'required', message: 'is missing' }],
      admin: true,
    },
  ]);
  const { entries } = await log.search({ includeAdmin: true });
  expect(entries).toEqual([
    {
      id: expect.stringMatching(/^\d+$/),
      time: '2026-11-21T10:00:00.000Z',
      method: 'POST',
      path: '/pets/%C3%A9',
      query: 'verbose=red%20fish',
      route: '/pets/{petId}',
      operationId: 'getPet',
      status: 422,
      durationMs: 12.3456,
      request: {
        headers: [
          ['Content-Type', 'text/plain'],
          ['X-Twice', 'a'],
          ['X-Twice', 'b'],
        ],
        body: 'hé',
        size: 3,
        truncated: false,
      },
      response: { headers: [], body: '/wD+', encoding: 'base64', size: 3, truncated: false },
      client: '127.0.0.1',
      userAgent: 'curl/8',
      world: 'blue',
      sessionId: 's-1',
      scenario: 'rush',
      correlationId: 'c-1',
      violations: [{ location: ['body', 'name'], severity: 'Error', code: 'required', message: 'is missing' }],
      admin: true,
    },
  ]);
  expect(await log.get(entries[0]?.id ?? '')).toEqual(entries[0]);
  await log.close();
});

test('what is absent stays absent', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(log, [{ route: undefined, operationId: undefined, response: { headers: [], size: 0 } }]);
  const [entry] = (await log.search()).entries;
  expect(Object.keys(entry ?? {})).toEqual([
    'id',
    'time',
    'method',
    'path',
    'query',
    'status',
    'durationMs',
    'request',
    'response',
  ]);
  expect(entry?.response).toEqual({ headers: [], size: 0, truncated: false });
  await log.close();
});

test('an id that nobody has is not found', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(log, [{}]);
  for (const id of ['', '1', '-1', 'x', '1e3', '9'.repeat(30)]) expect(await log.get(id)).toBeUndefined();
  await log.close();
});

test.each<[LogFilter, string[]]>([
  [{}, ['/pets/3', '/pets/2', '/pets/1']],
  [{ method: 'post' }, ['/pets/2']],
  [{ status: 404 }, ['/pets/3']],
  [{ status: '4xx' }, ['/pets/3']],
  [{ status: '5xx' }, []],
  [{ status: [404, '5xx', '4xx'] }, ['/pets/3']],
  [{ status: ['2xx', 404] }, ['/pets/3', '/pets/2', '/pets/1']],
  [{ status: [] }, []],
  [{ pathRegex: '^/pets/[12]$' }, ['/pets/2', '/pets/1']],
  [{ pathRegex: 'nowhere' }, []],
  [{ operationId: 'addPet' }, ['/pets/2']],
  [{ sessionId: 'mine' }, ['/pets/2', '/pets/1']],
  [{ scenario: 'rush' }, ['/pets/3']],
  [{ sessionId: 'mine', scenario: 'rush' }, []],
  [{ correlationId: 'abc' }, ['/pets/1']],
  [{ timeFrom: FIRST_TIME + 1 }, ['/pets/3', '/pets/2']],
  [{ timeTo: FIRST_TIME + 1 }, ['/pets/1']],
  [{ timeFrom: FIRST_TIME + 1, timeTo: FIRST_TIME + 2 }, ['/pets/2']],
  [{ includeAdmin: true }, ['/admin', '/pets/3', '/pets/2', '/pets/1']],
  [{ q: 'rex' }, ['/pets/1']],
  [{ q: 'REX 1' }, ['/pets/1']],
  [{ q: 'fish "red"' }, ['/pets/2']],
  [{ q: 'curious' }, ['/pets/3']],
  [{ q: 'rex fish' }, []],
  [{ q: '?!' }, ['/pets/3', '/pets/2', '/pets/1']],
  [{ q: 'pets', status: 404 }, ['/pets/3']],
])('the filter %o finds %o', async (filter, found) => {
  const log = await openLogStore({ api: 'Petstore' });
  const other = { headers: [], body: 'nothing', size: 7 };
  await appendAll(log, [
    { path: '/pets/1', sessionId: 'mine', correlationId: 'abc' },
    {
      path: '/pets/2',
      method: 'POST',
      operationId: 'addPet',
      query: 'q=red%20fish',
      sessionId: 'mine',
      time: FIRST_TIME + 1,
      response: other,
    },
    {
      path: '/pets/3',
      status: 404,
      scenario: 'rush',
      time: FIRST_TIME + 2,
      response: other,
      request: { headers: [['x-mood', 'Curious']], size: 0 },
    },
    { path: '/admin', admin: true, time: FIRST_TIME + 3, response: other },
  ]);
  const page = await log.search(filter);
  expect([page.total, paths(page.entries)]).toEqual([found.length, found]);
  await log.close();
});

test('any text can be searched for', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(log, [{}]);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (q) => {
      expect((await log.search({ q })).total).toBeLessThanOrEqual(1);
    }),
    { seed: 7, numRuns: 300 },
  );
  await log.close();
});

test('every word of a body finds its entry, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.stringMatching(/^[a-zäöüé]{3,9}$/), { minLength: 2 }), async (words) => {
      const log = await openLogStore({ api: 'Petstore' });
      const bodies = words.map((word) => ({ headers: [], body: `before,${word};after`, size: 20 }));
      await appendAll(
        log,
        bodies.map((response, index) => ({ response, path: `/${index}` })),
      );
      for (const [index, word] of words.entries()) {
        expect(paths((await log.search({ q: `after ${word.toUpperCase()}` })).entries)).toContain(`/${index}`);
      }
      await log.close();
    }),
    { seed: 7, numRuns: 20 },
  );
});

test('paging by cursor and by offset give the same entries, each once, with true totals', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(
    log,
    Array.from({ length: 157 }, (_, index) => ({ path: `/${index}`, status: index % 3 === 0 ? 404 : 200 })),
  );
  const filter = fc.constantFrom<LogFilter>({}, { status: 404 }, { q: 'rex' }, { pathRegex: '1' });
  await fc.assert(
    fc.asyncProperty(filter, fc.integer({ min: 1, max: 200 }), async (wanted, limit) => {
      const whole = await log.search(wanted, { limit: 1_000 });
      expect([whole.entries.length, whole.nextCursor]).toEqual([whole.total, undefined]);
      const byCursor: LogEntry[] = [];
      const byOffset: LogEntry[] = [];
      for (let cursor: string | undefined; byOffset.length < whole.total; ) {
        const page = await log.search(wanted, { limit, cursor });
        byOffset.push(...(await log.search(wanted, { limit, offset: byOffset.length })).entries);
        byCursor.push(...page.entries);
        expect([page.total, page.nextCursor === undefined]).toEqual([whole.total, byCursor.length === whole.total]);
        cursor = page.nextCursor;
      }
      expect(byCursor).toEqual(whole.entries);
      expect(byOffset).toEqual(whole.entries);
    }),
    { seed: 7, numRuns: 25 },
  );
  await log.close();
});

test.each([
  [{}, { limit: 0 }, 'INVALID_PAGE'],
  [{}, { limit: 1_001 }, 'INVALID_PAGE'],
  [{}, { offset: -1 }, 'INVALID_PAGE'],
  [{}, { offset: 1, cursor: '7' }, 'INVALID_PAGE'],
  [{}, { cursor: 'x' }, 'INVALID_CURSOR'],
  [{ pathRegex: '(' }, {}, 'INVALID_PATH_REGEX'],
  [{ pathRegex: '(a)\\1' }, {}, 'INVALID_PATH_REGEX'],
])('the question %o %o is refused with %s', async (filter, page, code) => {
  const log = await openLogStore({ api: 'Petstore' });
  const answer = log.search(filter, page);
  await expect(answer).rejects.toThrow(LogStoreError);
  await expect(answer).rejects.toMatchObject({ code });
  await log.close();
});

test('a regular expression that would take for ever elsewhere takes linear time', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(log, [{ path: `/${'a'.repeat(5_000)}!` }]);
  expect((await log.search({ pathRegex: '^/(a+)+$' })).total).toBe(0);
  await log.close();
});

test('ids grow in the order of writing, also where the clock goes back', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(log, [{ path: '/1' }, { path: '/2', time: FIRST_TIME - 60_000 }, { path: '/3', time: 0 }]);
  const { entries } = await log.search();
  expect(paths(entries)).toEqual(['/3', '/2', '/1']);
  await log.close();
});

test('two stores on one file see the entries of both, and those of other APIs not', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const [first, second, other] = await Promise.all(
    ['Petstore', 'Petstore', 'Bookshop'].map((api) => openLogStore({ api, url })),
  );
  for (let round = 0; round < 20; round++) {
    await Promise.all([first, second, other].map((log) => log && appendAll(log, [{ path: `/${round}` }])));
  }
  expect((await first?.search())?.total).toBe(40);
  expect((await second?.search({ q: 'rex' }))?.total).toBe(40);
  expect((await other?.search())?.total).toBe(20);
  expect(await other?.clear()).toBe(20);
  expect((await first?.search())?.entries.every(({ response }) => response.body === '{"id":1,"name":"Rex"}')).toBe(
    true,
  );
  await Promise.all([first, second, other].map((log) => log?.close()));
});

test('entries are there again after the store was closed and opened', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const first = await openLogStore({ api: 'Petstore', url });
  for (let index = 0; index < 2_500; index++) void first.append(entryOf({ path: `/${index}` }));
  await first.close();
  const second = await openLogStore({ api: 'Petstore', url });
  expect((await second.search()).total).toBe(2_500);
  expect((await second.groups({}, 'endpoint')).map(({ count }) => count)).toEqual([2_500]);
  await second.close();
});

test('a closed store takes nothing and answers nothing', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await log.close();
  await log.close();
  expect(log.append(entryOf())).toBeUndefined();
  await expect(log.search()).rejects.toMatchObject({ code: 'CLOSED' });
});

test('a database of an unsupported kind is refused at once', async () => {
  const opening = openLogStore({ api: 'Petstore', url: 'postgres://localhost/log' });
  await expect(opening).rejects.toMatchObject({ name: 'DatabaseError', code: 'UNSUPPORTED_URL' });
});

test('clearing deletes what matches and says how many', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(log, [{ path: '/1' }, { path: '/2', status: 404 }, { path: '/3', admin: true }, { path: '/4' }]);
  expect(await log.clear({ status: 404 })).toBe(1);
  expect(paths((await log.search({ q: 'rex' })).entries)).toEqual(['/4', '/1']);
  expect(await log.clear({ q: '4' })).toBe(1);
  expect((await log.search({ q: '4' })).total).toBe(0);
  expect(await log.clear()).toBe(2);
  expect((await log.search({ includeAdmin: true })).total).toBe(0);
  await appendAll(log, [{ path: '/5' }]);
  expect((await log.search({ q: 'rex' })).total).toBe(1);
  await log.close();
});

test('clearing by a filter keeps what other entries share with the deleted ones', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(
    log,
    Array.from({ length: 1_200 }, (_, index) => ({ path: `/${index % 7}`, status: 200 + (index % 2) })),
  );
  expect(await log.clear({ status: 200 })).toBe(600);
  const { entries, total } = await log.search({ q: 'rex' });
  expect([total, entries.every(({ status, response }) => status === 201 && response.size === 21)]).toEqual([600, true]);
  await log.close();
});

test('the oldest and the newest entry tell the time range', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  expect(await log.timeRange({})).toBeUndefined();
  await appendAll(log, [{}, { time: FIRST_TIME + 5, status: 404 }, { time: FIRST_TIME + 9 }]);
  expect(await log.timeRange({})).toEqual({ earliest: FIRST_TIME, latest: FIRST_TIME + 9 });
  expect(await log.timeRange({ status: 404 })).toEqual({ earliest: FIRST_TIME + 5, latest: FIRST_TIME + 5 });
  await log.close();
});

test('subscribers get each entry once it is stored, until they leave', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  const seen: LogEntry[] = [];
  const leave = log.subscribe((entry) => seen.push(entry));
  await appendAll(log, [{ path: '/1' }, { path: '/2' }]);
  leave();
  await appendAll(log, [{ path: '/3' }]);
  expect(seen).toEqual((await log.search({ pathRegex: '[12]' })).entries.toReversed());
  await log.close();
});

test('a subscriber that fails harms nobody', async () => {
  const problems: string[] = [];
  const log = await openLogStore({ api: 'Petstore', onProblem: (problem) => problems.push(problem) });
  const seen: string[] = [];
  log.subscribe(() => {
    throw new Error('no more');
  });
  log.subscribe(({ path }) => seen.push(path));
  await appendAll(log, [{ path: '/1' }, { path: '/2' }]);
  expect([(await log.search()).total, seen, problems]).toEqual([
    2,
    ['/1', '/2'],
    ['Somebody who follows the log failed: Error: no more'],
  ]);
  await log.close();
});
