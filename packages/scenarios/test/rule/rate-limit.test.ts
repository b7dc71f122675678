import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deciding } from '../support/decide.ts';
import { createMemory } from '../support/memory.ts';
import { createRequest } from '../support/request.ts';

test('so many requests pass in a window, and the next ones wait for its end', () => {
  const { decide } = deciding([{ rate_limit: { limit: 2, window_seconds: 10 } }]);
  const at = (seconds: number): unknown => {
    const { rule, isLimited, headers } = decide({ time: seconds * 1000, client: 'a' });
    return { rule, isLimited, headers };
  };
  const policy = ['RateLimit-Policy', '"rule-0";q=2;w=10'];
  expect(at(3)).toEqual({ isLimited: false, headers: [...policy, 'RateLimit', '"rule-0";r=1;t=10'] });
  expect(at(5.2)).toEqual({ isLimited: false, headers: [...policy, 'RateLimit', '"rule-0";r=0;t=8'] });
  expect(at(6)).toEqual({
    rule: 0,
    isLimited: true,
    headers: [...policy, 'RateLimit', '"rule-0";r=0;t=7', 'Retry-After', '7'],
  });
  expect(at(12.9)).toMatchObject({ isLimited: true });
  expect(at(13)).toEqual({ isLimited: false, headers: [...policy, 'RateLimit', '"rule-0";r=1;t=10'] });
});

const limits = fc.record({
  limit: fc.integer({ min: 0, max: 5 }),
  window_seconds: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.1, max: 20, noNaN: true })),
});
const times = fc
  .array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 60 })
  .map((drawn) => drawn.toSorted((a, b) => a - b));

test('in each window that begins with a request, exactly the first requests up to the limit pass', () => {
  fc.assert(
    fc.property(limits, times, ({ limit, window_seconds }, sorted) => {
      const { decide } = deciding([{ rate_limit: { limit, window_seconds } }]);
      let window = { start: -Infinity, count: 0 };
      for (const time of sorted) {
        if (limit > 0 && time >= window.start + window_seconds * 1000) window = { start: time, count: 0 };
        const passes = window.count < limit;
        expect(decide({ time }).isLimited).toBe(!passes);
        if (passes) window.count += 1;
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('to wait as long as Retry-After says is enough, and never needed by a request that passes', () => {
  fc.assert(
    fc.property(limits, times, (drawn, sorted) => {
      const limit = Math.max(1, drawn.limit);
      const { scenario, decide, memory } = deciding([{ rate_limit: { ...drawn, limit } }]);
      for (const time of sorted) {
        const { isLimited, headers } = decide({ time });
        expect(headers.includes('Retry-After')).toBe(isLimited);
        if (!isLimited) continue;
        const seconds = Number(headers[headers.indexOf('Retry-After') + 1]);
        const later = createRequest({ time: time + seconds * 1000 });
        expect(scenario.decide(later, createMemory(memory.entriesByKey)).isLimited).toBe(false);
      }
    }),
    { seed: 3, numRuns: 200 },
  );
});

test.each([
  ['each client', 'client', [1, 1, 2]],
  // Without the header a request counts with all others that have none.
  ['the value of a header', 'header:X-Api-Key', [1, 2, 1]],
  ['everybody together', 'all', [1, 2, 3]],
] as const)('%s can have a limit', (_, per, counts) => {
  const { decide } = deciding([{ rate_limit: { limit: 9, window_seconds: 60, per } }]);
  const requests = [
    { client: '10.0.0.1', headers: { 'x-api-key': 'a' } },
    { client: '10.0.0.2', headers: { 'x-api-key': 'a' } },
    { client: '10.0.0.1', headers: {} },
  ];
  const left = requests.map((members) => /r=(\d+)/.exec(decide(members).headers[3] ?? '')?.[1]);
  expect(left).toEqual(counts.map((count) => String(9 - count)));
});

test('many clients at once are told apart', () => {
  const { decide } = deciding([{ rate_limit: { limit: 2, window_seconds: 60 } }]);
  const clients = Array.from({ length: 8_000 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
  const round = (): boolean[] => clients.map((client) => decide({ client }).isLimited);
  expect(round()).not.toContain(true);
  expect(round()).not.toContain(true);
  expect(round()).not.toContain(false);
});

test('a flood of clients does not fill the memory', () => {
  const { decide, memory } = deciding([{ rate_limit: { limit: 2, window_seconds: 60, per: 'header:x-api-key' } }]);
  for (let n = 0; n < 100_000; n += 1) decide({ headers: { 'x-api-key': `key-${n}` } });
  expect(memory.entriesByKey.size).toBeLessThanOrEqual(16_384);
});

test('a used-up limit answers at once, and neither counts, nor delays, nor sets state', () => {
  const { decide, memory } = deciding([
    {
      rate_limit: { limit: 1, window_seconds: 60, respond: { status: 420 } },
      delay: 50,
      state: { set: 'Next' },
      times: 5,
      respond: { status: 200 },
    },
  ]);
  expect(decide()).toMatchObject({ rule: 0, delayMs: 50, isLimited: false, respond: { status: 200 } });
  memory.set('test\nstate/current', 'Other');
  expect(decide()).toMatchObject({ rule: 0, delayMs: 0, isLimited: true, respond: { status: 420 } });
  expect(memory.get('test\nstate/current')).toBe('Other');
  expect(memory.get('test\nrule/0/taken')).toBe(1);
});

test('several limits are told together, and the longest wait', () => {
  const { decide } = deciding([
    { rate_limit: { limit: 5, window_seconds: 1 } },
    { rate_limit: { limit: 1, window_seconds: 3600, per: 'all' } },
  ]);
  decide();
  expect(decide().headers).toEqual([
    'RateLimit-Policy',
    '"rule-0";q=5;w=1, "rule-1";q=1;w=3600',
    'RateLimit',
    '"rule-0";r=3;t=1, "rule-1";r=0;t=3600',
    'Retry-After',
    '3600',
  ]);
});
