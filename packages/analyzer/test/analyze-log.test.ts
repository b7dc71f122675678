import type { LogGroup, NewLogEntry } from '@mockloop/log-store';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyzeLog, percentile, summarize, summarizeByKey } from '../src/index.ts';
import { logOf } from './log-of.ts';

const FIRST_TIME = Date.UTC(2026, 10, 21, 10, 59);

const traffic: readonly Partial<NewLogEntry>[] = [
  ...Array.from({ length: 6 }, () => ({ durationMs: 10, sessionId: 'a' })),
  { durationMs: 30, status: 404, route: '/pets/{petId}', sessionId: 'b' },
  { durationMs: 250, status: 404, route: '/pets/{petId}', time: FIRST_TIME + 60_000 },
  { durationMs: 800, method: 'POST', status: 503, time: FIRST_TIME + 120_000, sessionId: 'b' },
  { durationMs: 20, method: 'POST', status: 201, time: FIRST_TIME + 100_000 },
];

async function groupsOf(entries: readonly Partial<NewLogEntry>[]): Promise<readonly LogGroup[]> {
  const log = await logOf(entries);
  const groups = await log.groups({}, 'endpoint');
  await log.close();
  return groups;
}

test('an analysis tells totals, rates, times, methods, statuses, endpoints and errors', async () => {
  const log = await logOf(traffic);
  const timeRange = await log.timeRange({});
  const grouped = { by: 'hour', groups: await log.groups({}, 'hour') } as const;
  const analysis = analyzeLog(await log.groups({}, 'endpoint'), { timeRange, grouped });
  await log.close();
  expect(analysis).toMatchObject({
    total_requests: 10,
    total_errors: 3,
    error_rate: 0.3,
    success_rate: 0.7,
    time_range: {
      earliest: '2026-11-21T10:59:00.000Z',
      latest: '2026-11-21T11:00:40.000Z',
      duration_seconds: 100,
      requests_per_second: 0.1,
    },
    performance: {
      total_measured: 10,
      average_ms: 116,
      min_ms: 10,
      max_ms: 800,
      p99_ms: 800,
      performance_distribution: { fast_under_100ms: 8, medium_100_500ms: 1, slow_over_500ms: 1 },
    },
    methods: { distribution: { GET: 8, POST: 2 }, percentages: { GET: 80, POST: 20 }, most_common: 'GET' },
    status_codes: {
      distribution: { 200: 6, 201: 1, 404: 2, 503: 1 },
      most_common: '200',
      categories: { success_2xx: 7, client_error_4xx: 2, server_error_5xx: 1, redirection_3xx: 0 },
      success_rate: 0.7,
      error_rate: 0.3,
    },
    endpoints: { total_unique_endpoints: 3 },
    errors: {
      total_errors: 3,
      client_errors: 2,
      server_errors: 1,
      by_status_code: [
        { status: 404, name: 'Not Found', category: 'client_error', count: 2 },
        { status: 503, name: 'Service Unavailable', category: 'server_error', count: 1 },
      ],
      by_endpoint: { 'GET /pets/{petId}': 2, 'POST /pets': 1 },
      by_method: { GET: 2, POST: 1 },
    },
    group_by: 'hour',
  });
  expect(analysis.groups.map(({ key, total_requests }) => [key, total_requests])).toEqual([
    ['2026-11-21T10:00:00Z', 7],
    ['2026-11-21T11:00:00Z', 3],
  ]);
  expect(analysis.endpoints.most_accessed.map(({ key }) => key)).toEqual([
    'GET /pets',
    'GET /pets/{petId}',
    'POST /pets',
  ]);
  expect(analysis.endpoints.slowest[0]?.key).toBe('POST /pets');
  expect(analysis.endpoints.most_failing.map(({ key }) => key)).toEqual(['GET /pets/{petId}', 'POST /pets']);
  expect(analysis.insights).toEqual([
    '30.0 % of all requests failed (3).',
    'GET /pets/{petId} failed most: 2 of 2 requests.',
    '1 request was answered with a server error (5xx).',
    '1 % of the requests took 800 ms or more, over ten times the median.',
    'POST /pets is slow: its 95th percentile is 800 ms.',
    'GET /pets got 60.0 % of all requests.',
  ]);
});

test('of an empty log nothing is measured, so no rate and no duration is told', () => {
  const analysis = analyzeLog([]);
  expect(JSON.parse(JSON.stringify(analysis))).toEqual({
    total_requests: 0,
    total_errors: 0,
    methods: { distribution: {}, percentages: {} },
    status_codes: {
      distribution: {},
      percentages: {},
      categories: {
        informational_1xx: 0,
        success_2xx: 0,
        redirection_3xx: 0,
        client_error_4xx: 0,
        server_error_5xx: 0,
      },
    },
    endpoints: { total_unique_endpoints: 0, most_accessed: [], slowest: [], most_failing: [] },
    errors: { total_errors: 0, client_errors: 0, server_errors: 0, by_status_code: [], by_endpoint: {}, by_method: {} },
    group_by: 'endpoint',
    groups: [],
    insights: [],
  });
});

test('exchanges of one moment have no rate per second', () => {
  const { time_range } = analyzeLog([], { timeRange: { earliest: FIRST_TIME, latest: FIRST_TIME } });
  expect(time_range).toEqual({
    earliest: '2026-11-21T10:59:00.000Z',
    latest: '2026-11-21T10:59:00.000Z',
    duration_seconds: 0,
  });
});

test('a method that is called like a property of objects is counted like any other', async () => {
  const { methods, errors } = analyzeLog(
    await groupsOf([{ method: '__proto__', status: 500 }, { method: '__proto__' }]),
  );
  expect(Object.entries(methods.distribution)).toEqual([['__proto__', 2]]);
  expect(JSON.stringify(errors.by_method)).toBe('{"__proto__":1}');
});

test('the figures of sessions are told for each, the busiest first', async () => {
  const log = await logOf(traffic);
  const sessions = summarizeByKey(await log.groups({}, 'session'));
  await log.close();
  expect(sessions.map(({ key, total_requests, error_rate }) => [key, total_requests, error_rate])).toEqual([
    ['a', 6, 0],
    ['b', 2, 1],
    ['', 2, 0.5],
  ]);
});

const durations = fc.array(fc.double({ min: 0.001, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 });

test('percentiles are within 1 % of the exact ones, the other figures are exact', async () => {
  await fc.assert(
    fc.asyncProperty(durations, async (sample) => {
      const groups = await groupsOf(sample.map((durationMs, index) => ({ durationMs, route: `/${index % 3}` })));
      const { performance } = summarize(groups);
      const sorted = sample.toSorted((a, b) => a - b);
      const exact = (percent: number): number => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
      for (const [figure = 0, percent] of [
        [performance?.p50_ms, 50],
        [performance?.p90_ms, 90],
        [performance?.p95_ms, 95],
        [performance?.p99_ms, 99],
      ] as const) {
        expect(Math.abs(figure - exact(percent))).toBeLessThanOrEqual(Math.max(0.01 * exact(percent), 0.0001));
      }
      expect(performance?.min_ms).toBeCloseTo(sorted[0] ?? 0, 3);
      expect(performance?.max_ms).toBeCloseTo(sorted.at(-1) ?? 0, 3);
      expect(performance?.average_ms).toBeCloseTo(sample.reduce((sum, value) => sum + value, 0) / sample.length, 3);
    }),
    { seed: 7, numRuns: 40 },
  );
});

test('a percentile of nothing is absent', () => {
  expect(percentile({ buckets: [], sum: 0, min: 0, max: 0 }, 50)).toBeUndefined();
});
