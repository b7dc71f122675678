import { expect, test } from 'vitest';
import {
  compileScenario,
  optimizeForLoad,
  type Scenario,
  type ScenarioRule,
  validateScenario,
} from '../../src/index.ts';
import { createMemory } from '../packs/support/deciding.ts';
import { createRequest } from '../support/request.ts';

const base = (...rules: ScenarioRule[]): Scenario => ({ name: 'base', type: 'functional_testing', rules });

test('the load profile is an open model, with time for enough requests and for the rise before them', () => {
  const { scenario } = optimizeForLoad(base({ respond: { status: 200 } }), { targetLoad: 10 });
  expect(scenario.load_profile).toEqual({ requests_per_second: 10, duration_seconds: 120, ramp_up_seconds: 20 });
});

test('what the base says of time stays, what it says of users and stages does not', () => {
  const given: Scenario = {
    ...base({ respond: { status: 200 } }),
    load_profile: {
      concurrent_users: 5,
      duration_seconds: 900,
      ramp_up_seconds: 7,
      stages: [{ duration_seconds: 5, target: 5 }],
    },
  };
  const { scenario, changes } = optimizeForLoad(given, { targetLoad: 100 });
  expect(scenario.load_profile).toEqual({ requests_per_second: 100, duration_seconds: 900, ramp_up_seconds: 7 });
  expect(changes.map(({ pointer }) => pointer)).toEqual([
    '/load_profile/requests_per_second',
    '/load_profile/concurrent_users',
    '/load_profile/stages',
  ]);
  expect(changes[1]).toMatchObject({ before: 5 });
  expect(changes[1]).not.toHaveProperty('after');
});

test('nothing that is given is changed, and everything that is answered stays', () => {
  const given = deepFreeze(
    base(
      { match: { method: 'GET' }, delay: 4_000 },
      {
        match: { path: '/a' },
        respond: { status: 201, body: { a: 1 } },
        delay: { type: 'uniform', min_ms: 1, max_ms: 9_000 },
      },
      { match: { path: '/b' }, sequence: [{ status: 503 }, { status: 200 }] },
    ),
  );
  const { scenario } = optimizeForLoad(given, { targetLoad: 50, maxResponseMs: 300, maxErrorRate: 0.5 });
  const withoutDelays = ({ rules }: Scenario): unknown => rules.map(({ delay: _, ...rule }) => rule);
  expect(withoutDelays(scenario)).toEqual(withoutDelays(given));
  expect(validateScenario(scenario)).toEqual([]);
});

test.each<[string, readonly ScenarioRule[]]>([
  ['a fixed delay', [{ delay: 5_000 }]],
  ['a uniform one', [{ delay: { type: 'uniform', min_ms: 100, max_ms: 5_000 } }]],
  ['a normal one', [{ delay: { type: 'normal', mean_ms: 600, deviation_ms: 200 } }]],
  ['a lognormal one', [{ delay: { type: 'lognormal', median_ms: 400, sigma: 0.8 } }]],
  [
    'several that add up',
    [{ delay: 200 }, { delay: { type: 'normal', mean_ms: 200, deviation_ms: 50 } }, { delay: 300 }],
  ],
  [
    'one in each state',
    [
      { state: { requires: 'Started' }, delay: 900 },
      { state: { requires: 'other' }, delay: 20 },
    ],
  ],
])('%s is shortened so that no answer is late', (_, rules) => {
  const { scenario, changes } = optimizeForLoad(base(...rules), { targetLoad: 20, maxResponseMs: 500 });
  expect(changes.some(({ pointer, reason }) => pointer.endsWith('/delay') && /of 500 ms/.test(reason))).toBe(true);
  const { decide } = compileScenario(scenario, { seed: 'late' });
  const memory = createMemory();
  const worst = Math.max(...Array.from({ length: 1_000 }, () => decide(createRequest(), memory).delayMs));
  expect(worst).toBeLessThanOrEqual(500);
  expect(worst).toBeGreaterThan(150);
});

test('delays that no request meets together do not count together', () => {
  const rules: ScenarioRule[] = [
    { match: { method: 'GET' }, delay: 300 },
    { match: { method: 'POST' }, delay: 300 },
    { state: { requires: 'calm' }, match: { method: 'PUT' }, delay: 300 },
    { state: { requires: 'busy' }, match: { method: 'PUT' }, delay: 300 },
  ];
  const { changes } = optimizeForLoad(base(...rules), { targetLoad: 20, maxResponseMs: 400 });
  expect(changes.filter(({ pointer }) => pointer.startsWith('/rules'))).toEqual([]);
});

test('a percentile leaves rare delays alone', () => {
  const rules: ScenarioRule[] = [{ probability: 0.01, delay: 10_000 }, { delay: 100 }];
  const { scenario } = optimizeForLoad(base(...rules), { targetLoad: 20, p95Ms: 300 });
  expect(scenario.rules).toEqual(rules);
});

test('a delay of which nothing is left is dropped from a rule that does more', () => {
  const { scenario, changes } = optimizeForLoad(base({ delay: 1_000 }, { respond: { status: 204 }, delay: 1 }), {
    targetLoad: 20,
    maxResponseMs: 5,
  });
  expect(scenario.rules[1]).toEqual({ respond: { status: 204 } });
  expect(changes[1]).not.toHaveProperty('after');
});

test('thresholds say the requirements and replace those of the base that speak of the same', () => {
  const given: Scenario = {
    ...base({ respond: { status: 200 } }),
    thresholds: [
      { metric: 'p99_ms', operator: '<', value: 900 },
      { metric: 'error_rate', operator: '<=', value: 0.5 },
    ],
  };
  const { scenario } = optimizeForLoad(given, {
    targetLoad: 5,
    maxResponseMs: 300,
    maxErrorRate: 0.01,
    minRequestsPerSecond: 4,
  });
  expect(scenario.thresholds).toEqual([
    { metric: 'p99_ms', operator: '<', value: 900 },
    { metric: 'error_rate', operator: '<=', value: 0.01 },
    { metric: 'max_ms', operator: '<=', value: 300 },
    { metric: 'requests_per_second', operator: '>=', value: 4 },
  ]);
});

test('what is kept and stands against the requirements is told', () => {
  const { conflicts } = optimizeForLoad(
    base(
      { rate_limit: { limit: 60, window_seconds: 60, per: 'all' } },
      { match: { path: '/a' }, fault: 'timeout', probability: 0.3 },
      { match: { path: '/b' }, sequence: { responses: [{ status: 200 }, { status: 503 }], repeat: true } },
      { match: { path: '/c' }, respond: { status: 500 }, times: 3 },
      { match: { path: '/d' }, respond: { body: 'x'.repeat(200_000) } },
      { match: { path: '/e' }, sequence: [{ status: 500 }, { status: 200 }] },
    ),
    { targetLoad: 100, maxErrorRate: 0.05 },
  );
  expect(conflicts).toEqual([
    {
      pointer: '/rules/0/rate_limit',
      message: 'It lets 1 requests per second through, fewer than the 100 that are sent: the others are refused.',
    },
    { pointer: '/rules/1/fault', message: '30 % of the requests that it takes get no answer.' },
    {
      pointer: '/rules/2/sequence',
      message: '50 % of the requests that it takes are answered with an error, where 5 % of all requests may be.',
    },
    { pointer: '/rules/3/times', message: 'At this load its 3 requests come within the first second.' },
    {
      pointer: '/rules/4/respond/body',
      message:
        'Its body of 200002 bytes comes to 20 MB per second at this load, more than a network of 100 Mbit/s carries.',
    },
    {
      pointer: '/rules/5/sequence',
      message: 'At this load its 2 answers are used up within the first second; the last one stays.',
    },
  ]);
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
