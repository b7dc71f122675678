import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScenario, ScenarioError, type ScenarioRule } from '../src/index.ts';
import { deciding } from './support/decide.ts';
import { createMemory } from './support/memory.ts';
import { createRequest } from './support/request.ts';

test('a scenario without rules says nothing', () => {
  expect(deciding([]).decide()).toEqual({ delayMs: 0, headers: [], isLimited: false, passed: [] });
});

test('the first rule that answers ends the search', () => {
  const { decide } = deciding([
    { match: { path: '/other' }, respond: { status: 500 } },
    { respond: { status: 503 } },
    { match: { path: '/pets/7' }, respond: { status: 404 } },
  ]);
  expect(decide()).toEqual({
    rule: 1,
    respond: { status: 503 },
    delayMs: 0,
    headers: [],
    isLimited: false,
    passed: ['rule 0: the path is not /other'],
  });
});

test('rules that only have effects add up and let the search go on', () => {
  const { decide, memory } = deciding([
    { delay: 30 },
    { delay: { type: 'fixed', ms: 12 }, state: { set: 'Seen' } },
    { rate_limit: { limit: 5, window_seconds: 60 } },
    {
      match: { when: 'state.current == "Seen"' },
      fault: { type: 'slow_bytes', bytes_per_second: 10 },
      respond: { status: 200 },
    },
    { delay: 1_000 },
  ]);
  const decision = decide();
  expect(decision).toMatchObject({ rule: 3, delayMs: 42, fault: { type: 'slow_bytes' }, respond: { status: 200 } });
  expect(decision.headers).toEqual(['RateLimit-Policy', '"rule-2";q=5;w=60', 'RateLimit', '"rule-2";r=4;t=60']);
  expect(memory.get('test\nstate/current')).toBe('Seen');
});

test('effects alone leave the answer to the mock', () => {
  const decision = deciding([{ delay: 30 }]).decide();
  expect(decision).toEqual({ delayMs: 30, headers: [], isLimited: false, passed: [] });
});

test('a rule takes as many requests as its times, and those after that pass', () => {
  const { decide } = deciding([{ times: 2, respond: { status: 503 } }, { respond: { status: 200 } }]);
  expect([1, 2, 3, 4].map(() => decide().rule)).toEqual([0, 0, 1, 1]);
  expect(decide().passed).toEqual(['rule 0: it took its 2 requests already']);
});

test('requests that do not match are not counted', () => {
  const { decide } = deciding([{ match: { method: 'POST' }, times: 1, respond: {} }]);
  decide();
  expect(decide({ method: 'POST' }).rule).toBe(0);
  expect(decide({ method: 'POST' }).rule).toBeUndefined();
});

test.each([
  ['a list', [{ status: 500 }, { status: 502 }, { status: 200 }], [500, 502, 200, 200, 200]],
  ['a list that repeats', { responses: [{ status: 500 }, { status: 200 }], repeat: true }, [500, 200, 500, 200, 500]],
  ['one answer', [{ status: 204 }], [204, 204, 204, 204, 204]],
])('a sequence of %s answers consecutive requests', (_, sequence, statuses) => {
  const { decide } = deciding([{ sequence }]);
  expect(statuses.map(() => decide().respond?.status)).toEqual(statuses);
});

test('a state machine goes from state to state, and each rule waits for its own', () => {
  const { decide } = deciding([
    { match: { method: 'POST' }, state: { requires: 'Started', set: 'Created' }, respond: { status: 201 } },
    {
      match: { method: 'POST' },
      state: { requires: { current: 'Created' }, set: { current: 'Paid', count: 1 } },
      respond: { status: 202 },
    },
    { state: { requires: { current: 'Paid', count: 1 } }, respond: { status: 200 } },
  ]);
  expect(decide().passed).toEqual([
    'rule 0: the method is not POST',
    'rule 1: the method is not POST',
    'rule 2: the state "current" is "Started", not "Paid"',
  ]);
  expect([decide({ method: 'POST' }), decide({ method: 'POST' }), decide(), decide()].map(({ rule }) => rule)).toEqual([
    0, 1, 2, 2,
  ]);
  expect(decide({ method: 'POST' }).rule).toBe(2);
});

test('scenarios do not see what others remember, even where their names are alike', () => {
  const memory = createMemory();
  const rules: ScenarioRule[] = [{ times: 1, respond: {}, state: { set: 'Done' } }];
  const [one, other] = ['a', 'a/rule/0'].map((name) => compileScenario({ name, type: 'workflow', rules }));
  expect(one?.decide(createRequest(), memory).rule).toBe(0);
  expect(other?.decide(createRequest(), memory).rule).toBe(0);
  expect([...memory.entriesByKey.keys()].filter((key) => key.startsWith(one?.memoryPrefix ?? ''))).toHaveLength(2);
});

test.each([0.01, 0.3, 0.5, 0.95])('a rule with the probability %d takes that share of the requests', (probability) => {
  const { decide } = deciding([{ probability, respond: {} }]);
  const taken = Array.from({ length: 10_000 }, () => decide().rule).filter((rule) => rule === 0).length;
  const deviation = Math.sqrt(10_000 * probability * (1 - probability));
  expect(Math.abs(taken - 10_000 * probability)).toBeLessThan(4 * deviation);
});

test('rules, scenarios and seeds draw independently', () => {
  const drawn = (seed: string): string => {
    const { decide } = deciding(
      [
        { probability: 0.5, delay: 1 },
        { probability: 0.5, delay: 2 },
      ],
      { seed },
    );
    return Array.from({ length: 64 }, () => decide().delayMs).join('');
  };
  expect(drawn('a')).toBe(drawn('a'));
  expect(drawn('a')).not.toBe(drawn('b'));
  for (const sum of ['0', '1', '2', '3']) expect(drawn('a').split(sum).length).toBeGreaterThan(5);
});

test('probabilities of 0 and 1 are certainties, and a reason names the draw', () => {
  const { decide } = deciding([
    { probability: 0, respond: {} },
    { probability: 1, respond: {} },
  ]);
  expect(decide().rule).toBe(1);
  expect(decide().passed[0]).toMatch(/^rule 0: it was not drawn: 0\.\d{3} is not below 0$/);
});

test.each([
  ['uniform', { type: 'uniform', min_ms: 100, max_ms: 300 } as const, 200, 100, 300],
  ['normal', { type: 'normal', mean_ms: 200, deviation_ms: 20 } as const, 200, 100, 300],
  ['lognormal', { type: 'lognormal', median_ms: 200, sigma: 0.1 } as const, 201, 120, 330],
])('a %s delay is spread as it says', (_, delay, mean, min, max) => {
  const { decide } = deciding([{ delay }]);
  const delays = Array.from({ length: 5_000 }, () => decide().delayMs);
  expect(delays.reduce((sum, ms) => sum + ms, 0) / delays.length).toBeCloseTo(mean, -1);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(min);
  expect(Math.max(...delays)).toBeLessThanOrEqual(max);
  expect(new Set(delays).size).toBeGreaterThan(4_900);
});

test('no delay is negative or endless', () => {
  const wide = deciding([{ delay: { type: 'normal', mean_ms: 1, deviation_ms: 1_000 } }]);
  const huge = deciding([{ delay: { type: 'lognormal', median_ms: 3_600_000, sigma: 10 } }]);
  for (let n = 0; n < 1_000; n += 1) {
    expect(wide.decide().delayMs).toBeGreaterThanOrEqual(0);
    expect(huge.decide().delayMs).toBeLessThanOrEqual(3_600_000);
  }
});

const rule: fc.Arbitrary<ScenarioRule> = fc.record(
  {
    match: fc.record(
      {
        method: fc.constantFrom('GET', 'POST'),
        path: fc.constantFrom('/a', '/b', '/**'),
        when: fc.constantFrom('state.current == "A"', 'request.body.n > 1'),
      },
      { requiredKeys: [] },
    ),
    respond: fc.constantFrom({ status: 200 }, { template: { id: '{{ uuid() }}' } }),
    delay: fc.constantFrom(5, { type: 'uniform' as const, min_ms: 0, max_ms: 9 }),
    rate_limit: fc.record({ limit: fc.nat({ max: 3 }), window_seconds: fc.constantFrom(1, 10) }),
    probability: fc.constantFrom(0, 0.5, 1),
    times: fc.integer({ min: 1, max: 3 }),
    state: fc.record(
      { requires: fc.constantFrom('A', 'Started'), set: fc.constantFrom('A', 'B') },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  path: fc.constantFrom('/a', '/b', '/c'),
  body: fc.constantFrom(undefined, { n: 1 }, { n: 2 }),
  client: fc.constantFrom('x', 'y'),
  time: fc.integer({ min: 0, max: 20_000 }),
});

test('the same memory and the same requests give the same decisions, and the same memory', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), fc.array(request, { maxLength: 20 }), (drawn, requests) => {
      const rules = drawn.filter(({ state }) => state === undefined || Object.keys(state).length > 0);
      const [one, other] = [deciding(rules), deciding(rules)];
      const bodies = ({ decide }: typeof one): unknown[] =>
        requests.map((members) => {
          const { render, ...decision } = decide(members);
          return [decision, render?.()];
        });
      expect(bodies(one)).toEqual(bodies(other));
      expect([...one.memory.entriesByKey]).toEqual([...other.memory.entriesByKey]);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('what a scenario remembers does not grow with the number of requests', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), (drawn) => {
      const rules = drawn.filter(({ state }) => state === undefined || Object.keys(state).length > 0);
      const { decide, memory } = deciding(rules);
      for (let n = 0; n < 200; n += 1) decide({ time: n * 100, client: 'x' });
      expect(memory.entriesByKey.size).toBeLessThanOrEqual(rules.length * 4 + 1);
    }),
    { seed: 3, numRuns: 50 },
  );
});

test('a scenario that is wrong is refused with its first mistake and all of them', () => {
  const wrong = {
    name: 'x',
    type: 'chaos',
    rules: [{ respond: { status: 700 } }, { match: { when: '(' }, respond: {} }],
  } as const;
  const refused = (): unknown => compileScenario(wrong);
  expect(refused).toThrow(ScenarioError);
  expect(refused).toThrow(
    /^\/rules\/0\/respond\/status: The value of \/rules\/0\/respond\/status must be at most 599\./,
  );
});

test('rules are numbered, and their problems counted', () => {
  const rules = [
    { match: { when: '(' }, respond: {} },
    { match: { when: ')' }, respond: {} },
  ];
  try {
    compileScenario({ name: 'x', type: 'chaos', rules });
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: 'SCENARIO_INVALID', pointer: '/rules/0/match/when' });
    expect((error as ScenarioError).message).toMatch(/ Mistakes in all: 2\.$/);
    expect((error as ScenarioError).problems.map(({ pointer }) => pointer)).toEqual([
      '/rules/0/match/when',
      '/rules/1/match/when',
    ]);
  }
});
