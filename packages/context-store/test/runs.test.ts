import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NewRun, openContextStore, type RunFilter, type RunOutcome } from '../src/index.ts';
import { newClock, newFolder, newStore, RUN } from './support.ts';

test('a run is kept from its start to its end, whole', async () => {
  const store = newStore();
  const { id } = await store.startRun({ ...RUN, document_title: 'Petstore', document_digest: 'sha256:1', seed: 7 });
  await store.updateRun(id, { progress: { done: 1, of: 2 }, requests_count: 10 });
  expect(await store.getRun(id)).toMatchObject({ status: 'running', plan: RUN.plan, progress: { done: 1, of: 2 } });

  const result = { findings: Array.from({ length: 1_000 }, (_, index) => ({ id: `f${index}`, check: 'ok' })) };
  const ended = await store.finishRun(id, { status: 'failed', reason: 'A finding.', findings_count: 1_000, result });
  expect(ended).toMatchObject({ status: 'failed', reason: 'A finding.', requests_count: 10, findings_count: 1_000 });
  expect(await store.getRun(id)).toEqual({ ...ended, plan: RUN.plan, result });
});

test('another process sees it', async () => {
  const home = await newFolder();
  const { id } = await newStore({ home }).saveRun({ ...RUN, status: 'passed', duration_ms: 12.5 });
  const { runs, total } = await newStore({ home }).listRuns();
  expect(runs).toMatchObject([{ id, status: 'passed', duration_ms: 12.5 }]);
  expect(total).toBe(1);
});

test('what was not counted is absent, and a run took as long as from its start to its end', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  const { id } = await store.startRun(RUN);
  clock.at += 1_500;
  const record = JSON.parse(JSON.stringify(await store.finishRun(id, { status: 'passed', cases_count: 0 })));
  expect(record).toEqual({
    id,
    kind: 'functional',
    status: 'passed',
    server_url: RUN.server_url,
    started_at: '2026-11-21T10:00:00.000Z',
    finished_at: '2026-11-21T10:00:01.500Z',
    updated_at: '2026-11-21T10:00:01.500Z',
    duration_ms: 1_500,
    cases_count: 0,
  });
});

test('changes are made in the order of the calls, however long each is', async () => {
  const store = newStore();
  const { id } = await store.startRun(RUN);
  const changes = [400_000, 3, 90_000, 1].map((length) => store.updateRun(id, { result: 'x'.repeat(length) }));
  await Promise.all([...changes, store.finishRun(id, { status: 'passed' })]);
  expect(await store.getRun(id)).toMatchObject({ status: 'passed', result: 'x' });
});

test('what a caller changes afterwards is not what was stored', async () => {
  const store = newStore();
  const plan = { steps: ['a'.repeat(5_000)] };
  const started = store.startRun({ ...RUN, plan });
  plan.steps.push('b');
  expect((await store.getRun((await started).id))?.plan).toEqual({ steps: ['a'.repeat(5_000)] });
});

test('what is added to a run is read again in any pages, with its true total', async () => {
  const store = newStore();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.oneof(fc.nat(), fc.string({ minLength: 1_000, maxLength: 2_000 })), { maxLength: 5 })),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(30),
      async (portions, limit, offset) => {
        const { id } = await store.startRun(RUN);
        await Promise.all(portions.map((items) => store.appendToRun(id, 'cases', items)));
        await store.appendToRun(id, 'others', ['not asked for']);
        const all = portions.flat();
        const page = await store.listRunItems(id, 'cases', { limit, offset });
        expect(page).toEqual({ items: all.slice(offset, offset + limit), total: all.length });
      },
    ),
    { seed: 5, numRuns: 50 },
  );
});

const runs: readonly (NewRun & Partial<RunOutcome>)[] = [
  { ...RUN, id: 'a', status: 'passed', started_at: '2026-11-01T00:00:00Z' },
  { ...RUN, id: 'b', status: 'failed', started_at: '2026-11-02T00:00:00Z', document_digest: 'd1', session_id: 's' },
  { ...RUN, id: 'c', kind: 'load', started_at: '2026-11-03T00:00:00Z', server_url: 'http://other' },
  {
    ...RUN,
    id: 'd',
    kind: 'load',
    status: 'cancelled',
    started_at: '2026-11-04T01:00:00+01:00',
    document_digest: 'd1',
  },
];
const filters: readonly (readonly [string, RunFilter])[] = [
  ['dcba', {}],
  ['dc', { kind: 'load' }],
  ['a', { status: 'passed' }],
  ['db', { status: ['failed', 'cancelled'] }],
  ['c', { status: 'running' }],
  ['', { status: 'interrupted' }],
  ['', { status: [] }],
  ['c', { serverUrl: 'http://other' }],
  ['d', { documentDigest: 'd1', kind: 'load' }],
  ['b', { sessionId: 's' }],
  ['', { sessionId: "s' or '1'='1" }],
  ['cb', { startedFrom: '2026-11-02T00:00:00Z', startedBefore: '2026-11-04T00:00:00Z' }],
];

test('runs are found by what is known of them, the newest first, with true totals', async () => {
  const store = newStore();
  await store.createSession({ id: 's', name: 'Some', plan: {} });
  for (const { status, ...run } of runs) await (status ? store.saveRun({ ...run, status }) : store.startRun(run));
  for (const [ids, filter] of filters) {
    const all = await store.listRuns(filter);
    expect([filter, all.runs.map(({ id }) => id).join('')]).toEqual([filter, ids]);
    expect(all.total).toBe(ids.length);
    const page = await store.listRuns(filter, { limit: 1, offset: 1 });
    expect(page.runs.map(({ id }) => id).join('')).toBe(ids.slice(1, 2));
    expect(page.total).toBe(ids.length);
  }
});

test('a run that has ended is not changed any more', async () => {
  const store = newStore();
  const { id } = await store.saveRun({ ...RUN, status: 'passed' });
  for (const change of [
    store.updateRun(id, { cases_count: 1 }),
    store.appendToRun(id, 'cases', [1]),
    store.finishRun(id, { status: 'failed' }),
  ]) {
    await expect(change).rejects.toMatchObject({ name: 'ContextStoreError', code: 'ENDED' });
  }
  await expect(store.updateRun('other', {})).rejects.toMatchObject({ code: 'UNKNOWN' });
  expect(await store.getRun(id)).toMatchObject({ status: 'passed' });
});

test('a start that fails leaves nothing behind', async () => {
  const store = newStore();
  await store.createSession({ id: 'over', name: 'Over', plan: {} });
  await store.endSession('over');
  await store.saveRun({ ...RUN, id: 'taken', status: 'passed' });
  await expect(store.startRun({ ...RUN, id: 'taken' })).rejects.toMatchObject({ code: 'EXISTS' });
  await expect(store.startRun({ ...RUN, session_id: 'over' })).rejects.toMatchObject({ code: 'ENDED' });
  await expect(store.startRun({ ...RUN, session_id: 'none' })).rejects.toMatchObject({ code: 'UNKNOWN' });
  await expect(store.startRun({ ...RUN, occurrence_id: 'none' })).rejects.toMatchObject({ code: 'UNKNOWN' });
  expect(await store.listRuns()).toMatchObject({ total: 1 });
});

test('a run is deleted with all that it has gathered, unless it is under way', async () => {
  const store = newStore();
  const { id } = await store.startRun(RUN);
  await store.appendToRun(id, 'cases', [1]);
  await expect(store.deleteRun(id)).rejects.toMatchObject({ code: 'RUNNING' });
  await store.finishRun(id, { status: 'cancelled' });
  expect(await store.deleteRun(id)).toBe(true);
  expect(await store.deleteRun(id)).toBe(false);
  expect(await store.getRun(id)).toBeUndefined();
  expect(await store.listRunItems(id, 'cases')).toEqual({ items: [], total: 0 });
});

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
const cycle: unknown[] = [];
cycle.push(cycle);

test.each([
  ['a cycle', 'INVALID_INPUT', cycle],
  ['a bigint', 'INVALID_INPUT', { a: 1n }],
  ['a function', 'INVALID_INPUT', () => 1],
  ['nothing', 'INVALID_INPUT', undefined],
  ['129 levels', 'TOO_LARGE', nested(129)],
  ['a stack of levels', 'TOO_LARGE', { toJSON: () => nested(5_000) }],
  ['8 MiB', 'TOO_LARGE', 'é'.repeat(4 * 1024 * 1024)],
])('a plan of %s is refused: %s', async (_, code, plan) => {
  const store = newStore();
  await expect(store.startRun({ ...RUN, plan })).rejects.toMatchObject({ name: 'ContextStoreError', code });
});

test.each([
  ['as many levels as may be', nested(127)],
  ['brackets in text', `${'[{'.repeat(500)}"\\`],
  ['keys that objects have', JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":null}')],
  ['text that is no text', '\u0000\u2028\uFFFD\\"'],
])('JSON with %s is the same again', async (_, plan) => {
  const store = newStore();
  const { id } = await store.saveRun({ ...RUN, status: 'passed', plan, result: [plan, 'x'.repeat(5_000)] });
  const run = await store.getRun(id);
  expect(JSON.stringify(run?.plan)).toBe(JSON.stringify(plan));
  expect(JSON.stringify(run?.result)).toBe(JSON.stringify([plan, 'x'.repeat(5_000)]));
});

test.each([
  ['an empty id', { id: '' }],
  ['a path as its id', { id: '../up' }],
  ['a long id', { id: 'x'.repeat(101) }],
  ['a number as its id', { id: 7 }],
  ['an unknown kind', { kind: 'other' }],
  ['no server', { server_url: '' }],
  ['a long server', { server_url: `http://${'x'.repeat(2_048)}` }],
  ['a start that is no time', { started_at: 'yesterday' }],
  ['a start in no zone', { started_at: '2026-11-21T10:00:00' }],
  ['the 30th of February', { finished_at: '2026-02-30T25:00:00Z' }],
  ['a seed that is no number', { seed: Number.NaN }],
  ['an object as its seed', { seed: {} }],
  ['no end', { status: 'running' }],
  ['an end before its start', { duration_ms: -1 }],
  ['half a finding', { findings_count: 0.5 }],
  ['a long progress', { progress: 'x'.repeat(20_000) }],
])('a run with %s is refused', async (_, wrong) => {
  const run = { ...RUN, status: 'passed', ...wrong } as NewRun & RunOutcome;
  const code = expect.stringMatching(/^(INVALID_INPUT|TOO_LARGE)$/);
  await expect(newStore().saveRun(run)).rejects.toMatchObject({ name: 'ContextStoreError', code });
});

test.each([[{ limit: 0 }], [{ limit: 1_001 }], [{ offset: -1 }], [{ limit: 1.5 }]])(
  'there is no page %j',
  async (page) => {
    await expect(newStore().listRuns({}, page)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  },
);

test('what is no list, or has no name, is not added to a run', async () => {
  const store = newStore();
  const { id } = await store.startRun(RUN);
  for (const [part, items] of [
    ['cases', 'text'],
    ['__proto__', []],
    ['Cases', []],
  ] as [string, unknown[]][]) {
    await expect(store.appendToRun(id, part, items)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  }
  await store.appendToRun(id, 'cases', []);
  expect(await store.listRunItems(id, 'cases')).toEqual({ items: [], total: 0 });
});

test('what is long and for people is cut rather than refused', async () => {
  const long = 'x'.repeat(100_000);
  const record = await newStore().saveRun({ ...RUN, status: 'failed', document_title: long, reason: long });
  expect(record.document_title).toHaveLength(500);
  expect(record.reason).toHaveLength(10_000);
});

test('reading makes no file, and what is written others may not read', async () => {
  const home = path.join(await newFolder(), 'state');
  const store = newStore({ home });
  expect(await store.listRuns()).toEqual({ runs: [], total: 0 });
  expect(await store.getRun('x')).toBeUndefined();
  expect(await store.claimDue()).toEqual([]);
  expect(await store.prune({ keepRuns: 0 })).toMatchObject({ runs: 0 });
  expect(existsSync(home)).toBe(false);
  await store.saveRun({ ...RUN, status: 'passed' });
  if (process.platform !== 'win32') expect(statSync(path.join(home, 'context.db')).mode & 0o077).toBe(0);
});

test('a store that was closed, or is no database, says so', async () => {
  const store = openContextStore({ url: ':memory:' });
  await store.close();
  await expect(store.saveRun({ ...RUN, status: 'passed' })).rejects.toMatchObject({ code: 'STORE_FAILED' });
  const broken = newStore({ url: import.meta.filename });
  await expect(broken.listRuns()).rejects.toMatchObject({ code: 'STORE_FAILED' });
  expect(() => openContextStore({})).toThrow(TypeError);
});
