import { expect, test } from 'vitest';
import { appendEntries } from './log-entries.ts';
import { type Admin, openAdmin } from './open-admin.ts';

const session = (id: string): RequestInit => ({ headers: { 'x-session-id': id } });

async function busyAdmin(): Promise<Admin> {
  const admin = await openAdmin();
  await admin.call(
    ['GET', '/v2/items', session('a')],
    ['GET', '/v2/items/1', session('a')],
    ['GET', '/v2/items/2', session('b')],
    ['GET', '/nowhere'],
  );
  return admin;
}

test('an analysis has counts, rates and percentiles, of all and of each endpoint', async () => {
  const { read } = await busyAdmin();
  const analysis = await read('/api/logs/analyze');
  expect(analysis).toMatchObject({
    total_requests: 4,
    error_rate: 0.25,
    methods: { distribution: { GET: 4 } },
    status_codes: { distribution: { 200: 3, 404: 1 } },
    performance: { p50_ms: expect.any(Number), p99_ms: expect.any(Number) },
    group_by: 'endpoint',
  });
  expect(analysis.groups[0]).toMatchObject({ key: 'GET /items/{id}', total_requests: 2 });
  const { earliest, latest } = analysis.time_range;
  expect(Date.parse(earliest)).toBeLessThanOrEqual(Date.parse(latest));
});

test.each([
  ['status', ['200', '404']],
  ['method', ['GET']],
  ['session', ['a', '', 'b']],
])('group_by=%s gives the figures of %j', async (dimension, keys) => {
  const { read } = await busyAdmin();
  const { group_by: by, groups } = await read(`/api/logs/analyze?group_by=${dimension}`);
  expect(by).toBe(dimension);
  expect(groups.map(({ key }: { key: string }) => key).toSorted()).toEqual(keys.toSorted());
});

test.each([
  ['hour', '2026-11-21T12:00:00Z', 3],
  ['minute', '2026-11-21T12:30:00Z', 2],
  ['second', '2026-11-21T12:30:14Z', 1],
])('group_by=%s begins an interval at %s, with %i requests', async (dimension, key, count) => {
  const admin = await openAdmin();
  const time = Date.UTC(2026, 10, 21, 12, 30, 14, 900);
  await appendEntries(admin, [{ time }, { time: time + 100 }, { time: time + 59_000 }]);
  const { groups } = await admin.read(`/api/logs/analyze?group_by=${dimension}`);
  expect(groups.find((one: { key: string }) => one.key === key)).toMatchObject({ total_requests: count });
});

test('a filter narrows the analysis; of nothing there are no rates and no times', async () => {
  const { read } = await busyAdmin();
  expect(await read('/api/logs/analyze?session_id=a')).toMatchObject({ total_requests: 2, error_rate: 0 });
  const nothing = await read('/api/logs/analyze?session_id=none');
  expect(nothing).toMatchObject({ total_requests: 0, groups: [] });
  for (const absent of ['error_rate', 'performance', 'time_range']) expect(nothing).not.toHaveProperty(absent);
});

test('performance is given for each endpoint, cut as asked, with the true total', async () => {
  const { read } = await busyAdmin();
  const { metrics, ...list } = await read('/api/performance/metrics?limit=1&offset=1');
  expect(list).toEqual({ total_count: 3, returned_count: 1, limit: 1, offset: 1 });
  expect(metrics).toMatchObject([{ total_requests: 1, performance: { average_ms: expect.any(Number) } }]);
});

test('performance is given for each session, without the requests that name none', async () => {
  const { read } = await busyAdmin();
  expect(await read('/api/performance/sessions')).toMatchObject({
    sessions: [
      { key: 'a', total_requests: 2 },
      { key: 'b', total_requests: 1 },
    ],
    total_count: 2,
  });
});

test('the summary has all requests, the busiest endpoints and the sessions', async () => {
  const { read } = await busyAdmin();
  expect(await read('/api/performance/summary')).toMatchObject({
    overall_performance: { total_requests: 4, total_errors: 1 },
    endpoint_performance: [{ key: 'GET /items/{id}' }, {}, {}],
    session_summary: { total_sessions: 2, requests_in_sessions: 3, average_requests_per_session: 1.5 },
  });
});
