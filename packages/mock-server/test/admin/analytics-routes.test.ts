import { afterEach, expect, test, vi } from 'vitest';
import { appendEntries } from './log-entries.ts';
import { openAdmin } from './open-admin.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 30, 15, 500);
const SECOND = 1_000;
const HOUR = 3_600_000;

afterEach(() => vi.useRealTimers());

async function adminAt(now: number, options = {}) {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  return openAdmin(options);
}

type Point = { time: string; total_requests: number; total_errors: number; average_ms?: number; p95_ms?: number };

/** Points that have anything in them, by their time. */
function busy(points: readonly Point[]): Record<string, readonly [requests: number, errors: number]> {
  const found = points.filter(({ total_requests: requests }) => requests > 0);
  return Object.fromEntries(found.map((one) => [one.time, [one.total_requests, one.total_errors]]));
}

test('the last five minutes are counted second by second; what is older is not', async () => {
  const admin = await adminAt(NOW);
  await appendEntries(admin, [
    { time: NOW - 301 * SECOND },
    { time: NOW - 299 * SECOND, durationMs: 10 },
    { time: NOW - SECOND, durationMs: 20, status: 503 },
    { time: NOW - SECOND + 100, durationMs: 60 },
    { time: NOW },
  ]);
  const { series, ...figures } = await admin.read('/api/analytics/realtime');
  expect(figures).toMatchObject({
    timestamp: '2026-11-21T12:30:15.500Z',
    window_seconds: 300,
    recent_requests: 4,
    error_count: 1,
    avg_response_time_ms: 25,
    in_flight: 0,
    active_scenario: null,
  });
  expect(series).toHaveLength(300);
  expect(busy(series)).toEqual({
    '2026-11-21T12:25:16.000Z': [1, 0],
    '2026-11-21T12:30:14.000Z': [2, 1],
    '2026-11-21T12:30:15.000Z': [1, 0],
  });
});

test('without a request there is no average, and the process is measured all the same', async () => {
  const { read } = await openAdmin();
  const first = await read('/api/analytics/realtime');
  expect(first).toMatchObject({ recent_requests: 0, error_count: 0 });
  expect(first).not.toHaveProperty('avg_response_time_ms');
  expect(first.process.memory_bytes).toBeGreaterThan(10_000_000);
  expect(first.process).not.toHaveProperty('cpu_percent');
});

test('CPU time is that since it was asked before', async () => {
  const { read } = await openAdmin();
  await read('/api/analytics/realtime');
  const started = process.cpuUsage();
  const burnt = (): number => process.cpuUsage(started).user / 1_000_000;
  while (burnt() < 0.15) JSON.stringify(started);
  const { cpu_percent: percent, cpu_interval_seconds: seconds } = (await read('/api/analytics/realtime')).process;
  expect(seconds).toBeGreaterThanOrEqual(0.1);
  expect((percent / 100) * seconds).toBeGreaterThanOrEqual(0.15);
});

test('under much traffic every second is there, with all of its requests', async () => {
  const admin = await adminAt(NOW);
  const entries = Array.from({ length: 21_000 }, (_, index) => ({
    time: NOW - 20 * SECOND + Math.floor(index / 1_050) * SECOND + (index % 500),
    status: index % 7 === 0 ? 503 : 200,
    durationMs: index % 100,
  }));
  await appendEntries(admin, entries);
  const { series, ...figures } = await admin.read('/api/analytics/realtime');
  const errors = entries.filter(({ status }) => status === 503).length;
  expect(figures).toMatchObject({ recent_requests: 21_000, error_count: errors });
  expect(figures.avg_response_time_ms).toBeCloseTo(49.5);
  expect(series).toHaveLength(300);
  for (const { time, ...point } of series) {
    const start = Date.parse(time);
    const inside = entries.filter((one) => one.time >= start && one.time < start + SECOND);
    const sum = inside.reduce((total, { durationMs }) => total + durationMs, 0);
    expect([time, point]).toEqual([
      time,
      {
        total_requests: inside.length,
        total_errors: inside.filter(({ status }) => status === 503).length,
        ...(inside.length > 0 && { average_ms: expect.closeTo(sum / inside.length) }),
      },
    ]);
  }
});

test('a world or a session is looked at alone', async () => {
  const admin = await adminAt(NOW);
  await admin.send('POST', '/api/mock-data/scenarios?world=w', { name: 's', type: 'chaos', rules: [] });
  await admin.send('POST', '/api/mock-data/scenarios/s/activate?world=w');
  await appendEntries(admin, [{ world: 'w' }, { sessionId: 'a' }, { sessionId: 'a', status: 404 }]);
  expect(await admin.read('/api/analytics/realtime?world=w')).toMatchObject({
    recent_requests: 1,
    active_scenario: 's',
  });
  expect(await admin.read('/api/analytics/realtime?world=default')).toMatchObject({ recent_requests: 2 });
  expect(await admin.read('/api/analytics/realtime?session_id=a')).toMatchObject({
    recent_requests: 2,
    error_count: 1,
  });
  expect(await admin.read('/api/analytics/charts?world=w')).toMatchObject({ status_distribution: [{ count: 1 }] });
});

test('an hour is drawn minute by minute', async () => {
  const admin = await adminAt(NOW);
  await appendEntries(admin, [
    { time: NOW - HOUR },
    { time: NOW - 59 * 60_000, status: 500 },
    { time: NOW - 61 * SECOND },
    { time: NOW, durationMs: 30 },
    { time: NOW - SECOND, durationMs: 50 },
  ]);
  const charts = await admin.read('/api/analytics/charts');
  expect(charts).toMatchObject({
    chart_type: 'overview',
    time_range: '1h',
    from: '2026-11-21T11:31:00.000Z',
    to: '2026-11-21T12:31:00.000Z',
    interval_seconds: 60,
    top_endpoints: [{ key: 'GET /items', total_requests: 4 }],
  });
  expect(charts.request_volume).toHaveLength(60);
  expect(busy(charts.request_volume)).toEqual({
    '2026-11-21T11:31:00.000Z': [1, 1],
    '2026-11-21T12:29:00.000Z': [1, 0],
    '2026-11-21T12:30:00.000Z': [2, 0],
  });
  expect(charts.response_times.at(-1)).toMatchObject({ average_ms: 40, p50_ms: 30, p99_ms: 50 });
  expect(charts.response_times.at(5)).toEqual({ time: '2026-11-21T11:36:00.000Z' });
  expect(charts.status_distribution).toEqual([
    { status: 200, count: 3, percentage: 75 },
    { status: 500, count: 1, percentage: 25 },
  ]);
});

test.each([
  ['1h', 60, 60],
  ['6h', 72, 300],
  ['24h', 24, 3_600],
  ['7d', 28, 21_600],
  ['30d', 30, 86_400],
])('%s has %i intervals of %i seconds, in which every request is counted once', async (range, count, seconds) => {
  const admin = await adminAt(NOW);
  const length = count * seconds * SECOND;
  const times = Array.from({ length: 40 }, (_, index) => NOW - Math.floor((index * length) / 25));
  await appendEntries(
    admin,
    times.map((time) => ({ time })),
  );
  const { request_volume: volume, ...charts } = await admin.read(
    `/api/analytics/charts?time_range=${range}&chart_type=requests`,
  );
  expect(charts.interval_seconds).toBe(seconds);
  expect(volume).toHaveLength(count);
  for (const { time, total_requests } of volume) {
    const start = Date.parse(time);
    const expected = times.filter((one) => one >= start && one < start + seconds * SECOND);
    expect([time, total_requests]).toEqual([time, expected.length]);
  }
});

test('an hour of much traffic is drawn minute by minute too', async () => {
  const admin = await adminAt(NOW);
  const times = Array.from({ length: 20_500 }, (_, index) => NOW - Math.floor((index * HOUR) / 20_500));
  await appendEntries(
    admin,
    times.map((time) => ({ time })),
  );
  const charts = await admin.read('/api/analytics/charts');
  expect(charts).toMatchObject({ interval_seconds: 60, to: '2026-11-21T12:31:00.000Z' });
  expect(charts.request_volume).toHaveLength(60);
  for (const { time, total_requests } of charts.request_volume) {
    const start = Date.parse(time);
    expect([time, total_requests]).toEqual([time, times.filter((one) => one >= start && one < start + 60_000).length]);
  }
});

test.each([
  ['requests', ['request_volume']],
  ['status', ['status_distribution']],
  ['endpoints', ['top_endpoints']],
  ['performance', ['response_times']],
  ['overview', ['request_volume', 'response_times', 'status_distribution', 'top_endpoints']],
])('chart_type=%s draws %j', async (type, members) => {
  const { read } = await openAdmin();
  const charts = await read(`/api/analytics/charts?chart_type=${type}`);
  const known = ['request_volume', 'response_times', 'status_distribution', 'top_endpoints'];
  expect(
    Object.keys(charts)
      .filter((name) => known.includes(name))
      .toSorted(),
  ).toEqual(members);
});

test('as many endpoints are named as were asked for', async () => {
  const admin = await openAdmin();
  await appendEntries(
    admin,
    Array.from({ length: 15 }, (_, index) => ({ route: `/r${index}` })),
  );
  expect((await admin.read('/api/analytics/charts')).top_endpoints).toHaveLength(10);
  expect((await admin.read('/api/analytics/charts?limit=3')).top_endpoints).toHaveLength(3);
});

test.each([
  'charts?time_range=2h',
  'charts?chart_type=pie',
  'charts?limit=0',
  'charts?limit=1e3',
  'realtime?worl=a',
  'realtime?world=',
])('/api/analytics/%s is refused by name', async (target) => {
  const { send } = await openAdmin();
  expect(await send('GET', `/api/analytics/${target}`)).toMatchObject({
    status: 400,
    body: { errors: [{ in: 'query' }] },
  });
});
