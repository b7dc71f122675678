import { expect, test } from 'vitest';
import { type AnalyzedRun, analyzeResults } from '../../src/index.ts';
import { clusterOf, loadRunOf, testRunOf } from './runs-of.ts';

test('no runs, and runs that found nothing, need nothing', () => {
  expect(analyzeResults([])).toEqual({
    run_ids: [],
    error_categories: [],
    causes: [],
    anomalies: [],
    trends: [],
    next_actions: [],
  });
  expect(analyzeResults([testRunOf()]).next_actions).toEqual([]);
});

test('errors are counted by what failed, the most frequent first', () => {
  const run = testRunOf({
    clusters: [
      clusterOf({ check: 'server-error', wfc: 100, count: 2, operations: ['POST /pets'] }),
      clusterOf({ count: 5, operations: ['GET /pets', 'GET /pets/{petId}'] }),
      clusterOf({ check: 'bola-read', family: 'security', count: 3, operations: ['GET /pets'] }),
      clusterOf({ check: 'content-type', count: 1 }),
    ],
  });
  expect(analyzeResults([run]).error_categories).toEqual([
    { category: 'contract', count: 6, operations: ['GET /pets', 'GET /pets/{petId}'] },
    { category: 'security', count: 3, operations: ['GET /pets'] },
    { category: 'server_error', count: 2, operations: ['POST /pets'] },
  ]);
});

test.each<[string, Parameters<typeof testRunOf>[0], string]>([
  ['an answer with 5xx is the server’s', { clusters: [clusterOf({ check: 'server-error', wfc: 100 })] }, 'server'],
  ['a proven hole is the server’s', { clusters: [clusterOf({ family: 'security', check: 'bola-read' })] }, 'server'],
  [
    'what the document does not declare is the document’s',
    { clusters: [clusterOf({ check: 'undeclared-status' })] },
    'document',
  ],
  [
    'what most operations share is the document’s',
    { clusters: [clusterOf({ operation_count: 8, pointer: '/components/schemas/Pet' })] },
    'document',
  ],
  ['what one operation alone does is the server’s', { clusters: [clusterOf()] }, 'server'],
  ['a mock has no server behind it', { isMock: true, clusters: [clusterOf()] }, 'mock'],
  [
    'what shows itself now and then, with 503, is the environment’s',
    { clusters: [clusterOf()], observed: 'status 503', repeated: { shown: 1, tried: 3 } },
    'environment',
  ],
])('causes: %s', (_, run, cause) => {
  const [first] = analyzeResults([testRunOf(run)]).causes;
  expect(first?.cause).toBe(cause);
  expect(first?.evidence[0]).toMatch(/\w/);
  const all = [first, ...(first?.alternatives ?? [])];
  expect(all.reduce((sum, one) => sum + (one?.likelihood ?? 0), 0)).toBeCloseTo(1, 10);
});

test('what the mock and the server both do is the document’s; what one does is its own', () => {
  const [both, alone] = [clusterOf(), clusterOf({ check: 'content-type', signature: 'text/html' })];
  const mock = testRunOf({ id: 'mock', isMock: true, clusters: [both] });
  const live = testRunOf({ id: 'live', clusters: [both, alone], started_at: '2026-11-21T11:00:00.000Z' });
  const { causes } = analyzeResults([live, mock]);
  expect(causes.map(({ cluster, cause }) => [cluster, cause])).toEqual([
    [both.key, 'document'],
    [both.key, 'document'],
    [alone.key, 'server'],
  ]);
  expect(causes[2]?.evidence).toContain('Only the server does it, the mock with the same document does not (run mock)');
});

test('what is new with a new document is the document’s, and what is new without one is the server’s', () => {
  const clusters = [clusterOf({ count: 2, operations: ['GET /a', 'GET /b'] })];
  const before = testRunOf({ id: 'before' });
  const after = { id: 'after', started_at: '2026-11-21T11:00:00.000Z', clusters };
  expect(analyzeResults([before, testRunOf({ ...after, digest: 'd2' })]).causes[0]?.cause).toBe('document');
  expect(analyzeResults([before, testRunOf(after)]).causes[0]?.cause).toBe('server');
});

test('next actions: at most five, the one that mends most first, each with the call that checks it', () => {
  const clusters = [
    ...Array.from({ length: 6 }, (_, n) => clusterOf({ signature: `s${n}`, severity: 'low' })),
    clusterOf({ check: 'x', severity: 'info' }),
    clusterOf({ check: 'y', severity: 'critical', confidence: 'suspicion' }),
    clusterOf({ check: 'bola-read', family: 'security', severity: 'critical', message: 'B reads what is A’s' }),
  ];
  const { next_actions: actions } = analyzeResults([testRunOf({ clusters })]);
  expect(actions).toHaveLength(5);
  expect(actions[0]).toEqual({
    action: 'Mend the server: B reads what is A’s. Then send the case again: it must not show itself any more',
    operation: 'GET /pets',
    evidence: 'It was proven by what the server did, whatever the document says',
    tool: 'run_test_iteration',
    arguments: {
      server_url: 'http://127.0.0.1:3000',
      case_id: 'case of bola-read/required: /name-1',
      run_id: 'run-1',
    },
  });
});

const steady = (ms: number, seconds = 20) =>
  Array.from({ length: seconds }, (_, second) => ({
    latencies: Array.from({ length: 50 }, (_, n) => ms + ((n + second) % 5)),
  }));

test('seconds that were far slower, and a level that has changed, stand out of a load run', () => {
  expect(analyzeResults([loadRunOf(steady(20))]).anomalies).toEqual([]);
  const paused = steady(20).map((second, index) =>
    index === 7 ? { latencies: [900, ...second.latencies.slice(5), 880, 870, 860, 850] } : second,
  );
  expect(analyzeResults([loadRunOf(paused)]).anomalies).toEqual([
    {
      what: '1 of 20 seconds were far slower than the others',
      evidence: expect.stringContaining('second 7'),
    },
  ]);
  const changed = [...steady(20, 12), ...steady(60, 12)];
  expect(analyzeResults([loadRunOf(changed)]).anomalies).toEqual([
    {
      what: 'From second 12 on, answers were slower',
      evidence: expect.stringMatching(/^median p95 2\d\.\d ms before, 6\d\.\d ms after/),
    },
  ]);
  const failing = steady(20).map((second, index) => (index === 3 ? { ...second, errors: 12 } : second));
  expect(analyzeResults([loadRunOf(failing)]).anomalies).toEqual([
    { what: '12 errors came in 1 of 20 seconds', evidence: 'second 3' },
  ]);
});

test('an operation whose requests end otherwise than before stands out', () => {
  const run = (id: string, errors: object) => {
    const { histogram } = loadRunOf(steady(20)).result.response;
    const operations = ['GET /a', 'GET /b'].map((operation) => ({
      operation,
      sent: 1_000,
      errors: operation === 'GET /b' ? { ...errors } : {},
      response: { histogram },
    }));
    return loadRunOf(steady(20), { operations }, { id, started_at: `2026-11-2${id}T10:00:00Z` });
  };
  expect(analyzeResults([run('1', { '5xx': 1 }), run('2', { '5xx': 2 })]).anomalies).toEqual([]);
  expect(analyzeResults([run('2', { timeout: 60 }), run('1', { '5xx': 1 })]).anomalies).toEqual([
    { what: 'Requests of GET /b end otherwise than in run 1', evidence: 'timeout: 0.0 % before, 6.0 % now' },
  ]);
});

function stage(level: number, p95_ms: number, more: object = {}) {
  const sent = level * 10;
  return { type: 'step', seconds: 10, level, sent, answered: sent, errors: {}, response: { p95_ms }, ...more };
}

test('load steps tell what was borne, what was not, and why', () => {
  const capacity = (...stages: ReturnType<typeof stage>[]) =>
    analyzeResults([loadRunOf(steady(20), { stages })]).capacity;
  expect(capacity(stage(100, 20))).toBeUndefined();
  expect(capacity(stage(100, 20), stage(200, 22))).toMatchObject({
    sustained: 200,
    evidence: 'All 2 levels were borne',
  });
  expect(capacity(stage(100, 20), stage(200, 22), stage(400, 300))).toMatchObject({
    unit: 'requests_per_second',
    sustained: 200,
    exceeded_at: 400,
    limited_by: 'latency',
    greatest_throughput: 400,
  });
  expect(capacity(stage(100, 20), stage(200, 22, { errors: { timeout: 100 } }))).toMatchObject({
    limited_by: 'errors',
  });
  expect(capacity(stage(100, 20), stage(200, 22, { answered: 1_500 }))).toMatchObject({
    sustained: 100,
    limited_by: 'throughput',
    evidence: 'At 200/s, only 150/s were answered',
  });
});

test('users beyond the best level only make it slower: where, the Universal Scalability Law tells', () => {
  const throughput = (users: number): number => (100 * users) / (1 + 0.05 * (users - 1) + 0.002 * users * (users - 1));
  const stages = [1, 2, 4, 8, 16, 32].map((level) =>
    stage(level, 20, { sent: throughput(level) * 10, answered: throughput(level) * 10 }),
  );
  const { capacity } = analyzeResults([loadRunOf(steady(20), { model: 'closed', stages })]);
  expect(capacity).toMatchObject({ unit: 'concurrent_users', best_level: Math.round(Math.sqrt(0.95 / 0.002)) });
});

test('after load: search between the steps, look at what fails, measure again what was saturated', () => {
  const after = (result: Parameters<typeof loadRunOf>[1]) =>
    analyzeResults([loadRunOf(steady(20), result)]).next_actions;
  expect(after({ stages: [stage(100, 20), stage(200, 300)] })).toMatchObject([
    {
      action: 'Find the limit between 100 and 200 requests per second',
      tool: 'run_load_test',
      arguments: { stages: [125, 150, 175].map((rate) => ({ type: 'step', rate, duration_seconds: 20 })) },
    },
  ]);
  const operation = (name: string, errors: object, p95_ms: number) => ({
    operation: name,
    sent: 100,
    errors: { ...errors },
    response: { histogram: loadRunOf(steady(20)).result.response.histogram, p95_ms },
  });
  const operations = [operation('GET /a', {}, 21), operation('GET /b', { '5xx': 20, timeout: 0 }, 90)];
  expect(after({ operations })).toMatchObject([
    { operation: 'GET /b', evidence: '20 of 100 requests failed (20 5xx)', arguments: { operations: ['GET /b'] } },
  ]);
  const thresholds = [{ expression: 'p95<50', value: 90, passed: false }];
  expect(after({ operations, thresholds }).map(({ action }) => action)).toEqual([
    'See whether GET /b also fails without load: one request in a second',
    'Measure GET /b alone, at its share of the load',
  ]);
  expect(after({ operations, thresholds, saturated: { reasons: ['lag'] } })).toMatchObject([
    { evidence: 'lag', arguments: { target_load: 25, duration_seconds: 30 } },
  ]);
});

function history(p50s: readonly number[]): AnalyzedRun[] {
  return p50s.map((p50, day) =>
    loadRunOf(steady(p50), {}, { id: `day ${day}`, started_at: new Date(Date.UTC(2026, 10, 1 + day)).toISOString() }),
  );
}

test('trends over runs: steady, rising, and since which run it is another', () => {
  const p50 = (runs: AnalyzedRun[]) => analyzeResults(runs).trends.find(({ metric }) => metric === 'p50');
  expect(p50(history([20, 20, 20, 20, 20]))).toMatchObject({ direction: 'steady', changes: [] });
  expect(p50(history([20, 21, 22, 23, 24, 25]).toReversed())).toMatchObject({ direction: 'rising', unit: 'ms' });
  expect(p50(history([20, 40]))).toMatchObject({ direction: 'unclear' });
  expect(p50(history([20, 21, 20, 21, 20, 20, 30, 31, 30, 31, 30, 31]))?.changes).toEqual([
    { run_id: 'day 6', before: expect.closeTo(22, 0), after: expect.closeTo(32.5, 0) },
  ]);
  expect(analyzeResults(history([20])).trends).toEqual([]);
});

test('runs of other machines, rates and servers make no trend together', () => {
  const [a, b] = history([20, 40]);
  const other = loadRunOf(steady(40), { machine: { fingerprint: 'other' } }, { id: 'other' });
  expect(analyzeResults([a, other].filter((run) => run !== undefined)).trends).toEqual([]);
  expect(analyzeResults([a, b].filter((run) => run !== undefined)).trends).not.toEqual([]);
});

test('keys and names are anything, and the analysis is JSON', () => {
  const clusters = [clusterOf({ key: '__proto__', family: '__proto__', operations: ['GET /__proto__'] })];
  const analysis = analyzeResults([testRunOf({ clusters }), loadRunOf(steady(20))]);
  expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
  expect(analysis.error_categories[0]).toMatchObject({ category: '__proto__', count: 1 });
});
