import { expect, test } from 'vitest';
import { type ComparedFigure, type ComparedRun, compareRuns, type RunComparison } from '../../src/index.ts';
import { histogramOf, runOf, type SecondOf } from './run-of.ts';

/** Ten seconds of 300 answers around 20 ms, none of them the same, whose slow ones are 60 ms. */
function secondsOf(options: { factor?: number; slow?: number; errors?: number; perSecond?: number } = {}): SecondOf[] {
  const { factor = 1, slow = 60, errors = 0, perSecond = 300 } = options;
  return Array.from({ length: 10 }, (_, second) => ({
    latencies: Array.from({ length: perSecond }, (_, n) =>
      n % 10 === 9 ? slow + (n % 7) : factor * (18 + ((n * 37 + second * 11) % 100) / 25),
    ),
    errors,
  }));
}

function compared(a: ComparedRun, b: ComparedRun): Extract<RunComparison, { comparable: true }> {
  const comparison = compareRuns(a, b);
  if (!comparison.comparable) throw new Error(comparison.reasons.join());
  return comparison;
}

function figure(comparison: { figures: readonly ComparedFigure[] }, metric: string): ComparedFigure | undefined {
  return comparison.figures.find((one) => one.metric === metric);
}

test('a run equals itself in all figures', () => {
  const run = runOf(secondsOf());
  const comparison = compared(run, run);
  expect(comparison.verdict).toBe('equivalent');
  expect(comparison.figures.map(({ metric, verdict, change }) => [metric, verdict, change])).toEqual([
    ['response_time', 'equivalent', 0],
    ['p95', 'equivalent', 0],
    ['p99', 'equivalent', 0],
    ['error_rate', 'equivalent', 0],
    ['throughput', 'equivalent', 0],
  ]);
  expect(comparison).not.toHaveProperty('more_seconds_needed');
});

test('8 % slower is a regression by 8 %, and the other way round an improvement', () => {
  const [before, after] = [runOf(secondsOf()), runOf(secondsOf({ factor: 1.08 }))];
  const worse = compared(before, after);
  expect(worse.verdict).toBe('regression');
  const time = figure(worse, 'response_time');
  expect(time).toMatchObject({ unit: 'ms', verdict: 'regression', smallest_that_counts: 0.03 * (time?.baseline ?? 0) });
  expect(time?.change_ratio).toBeCloseTo(0.08, 1);
  expect(time?.interval?.low).toBeGreaterThan(0);
  expect(time?.p_adjusted).toBeLessThan(0.01);
  expect(compared(after, before).verdict).toBe('improvement');
});

test('slower slow answers show in the tail alone', () => {
  const comparison = compared(runOf(secondsOf()), runOf(secondsOf({ slow: 90 })));
  expect(figure(comparison, 'response_time')?.verdict).not.toBe('regression');
  expect(figure(comparison, 'p95')).toMatchObject({ unit: 'ms', verdict: 'regression' });
  expect(figure(comparison, 'p95')?.change).toBeCloseTo(30, 0);
  expect(comparison.verdict).toBe('regression');
});

test('an error rate counts where it is certain, throughput where less of it is worse', () => {
  const comparison = compared(runOf(secondsOf()), runOf(secondsOf({ errors: 3, perSecond: 270 })));
  expect(figure(comparison, 'error_rate')).toMatchObject({ baseline: 0, comparison: 3 / 270, verdict: 'regression' });
  expect(figure(comparison, 'error_rate')).not.toHaveProperty('change_ratio');
  expect(figure(comparison, 'throughput')).toMatchObject({ baseline: 300, comparison: 270, verdict: 'regression' });
});

test('a difference that is too small to matter is none, however certain', () => {
  const comparison = compared(runOf(secondsOf()), runOf(secondsOf({ factor: 1.01 })));
  const time = figure(comparison, 'response_time');
  expect(time?.p).toBeLessThan(0.01);
  expect(time?.verdict).toBe('equivalent');
});

test('little data is inconclusive, and says how much more would tell', () => {
  const noisy = (shift: number): SecondOf[] =>
    Array.from({ length: 4 }, (_, second) => ({
      latencies: Array.from({ length: 8 }, (_, n) => 20 + shift + ((n * 7 + second * 5) % 8)),
    }));
  const comparison = compared(runOf(noisy(0)), runOf(noisy(0.3)));
  expect(comparison.verdict).toBe('inconclusive');
  expect(figure(comparison, 'p99')).toBeUndefined();
  const time = figure(comparison, 'response_time');
  expect(time?.verdict).toBe('inconclusive');
  expect(time?.more_seconds_needed).toBeGreaterThan(10);
  expect(comparison.more_seconds_needed).toBeGreaterThanOrEqual(time?.more_seconds_needed ?? 0);
});

test('one second has no spread: nothing is certain, and nothing is infinite', () => {
  const [second = { latencies: [] }] = secondsOf();
  const comparison = compared(runOf([second]), runOf([second]));
  expect(comparison.verdict).toBe('inconclusive');
  expect(figure(comparison, 'throughput')).not.toHaveProperty('interval');
  expect(figure(comparison, 'throughput')?.more_seconds_needed).toBe(9);
  expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
});

test('operations are compared one by one, with many of them made up for', () => {
  const operations = (slowed: string | undefined) =>
    Array.from({ length: 20 }, (_, index) => {
      const operation = `GET /things/${index}`;
      const factor = operation === slowed ? 1.2 : 1;
      const latencies = Array.from({ length: 200 }, (_, n) => factor * (18 + ((n * 37 + index) % 100) / 25));
      return { operation, sent: 200, errors: {}, response: { histogram: histogramOf(latencies).toJSON() } };
    });
  const comparison = compared(
    runOf(secondsOf(), { operations: operations(undefined) }),
    runOf(secondsOf(), { operations: operations('GET /things/7') }),
  );
  expect(comparison.verdict).toBe('regression');
  expect(comparison.operations).toHaveLength(20);
  expect(comparison.operations[0]).toMatchObject({ operation: 'GET /things/7', verdict: 'regression' });
  expect(comparison.operations.filter(({ verdict }) => verdict === 'regression')).toHaveLength(1);
});

test.each<[Partial<ComparedRun>, Partial<ComparedRun>, string]>([
  [{ machine: { fingerprint: 'a' } }, { machine: { fingerprint: 'b' } }, 'Not the same machine: a and b'],
  [{ model: 'open' }, { model: 'closed' }, 'Not the same model: open and closed'],
  [{ concurrent_users: 5 }, { concurrent_users: 6 }, 'Not the same number of concurrent users: 5 and 6'],
  [{ target_rate: 300 }, { target_rate: 310 }, 'Not the same target rate: 300/s and 310/s'],
  [{}, { saturated: { reasons: ['lag'] } }, 'The measuring side of the comparison was saturated: lag'],
  [{ answered: 0 }, {}, 'The baseline has no answers'],
  [
    { operations: [] },
    { operations: [{ operation: 'GET /a', sent: 1, errors: {}, response: { histogram: histogramOf([1]).toJSON() } }] },
    'Only one of the runs calls GET /a',
  ],
])('runs that say nothing about the server are not compared: %o, %o', (a, b, reason) => {
  const comparison = compareRuns(runOf(secondsOf(), a), runOf(secondsOf(), b));
  expect(comparison).toEqual({ comparable: false, reasons: [reason] });
});

test('late answers after the end of the load change no throughput', () => {
  const late = { sent: 0, answered: 5, errors: {}, histogram: histogramOf([900]).toJSON() };
  const run = runOf(secondsOf());
  const levelled = run.series.map((second) => ({ ...second, level: 300 }));
  const comparison = compared({ ...run, series: levelled }, { ...run, series: [...levelled, late] });
  expect(figure(comparison, 'throughput')).toMatchObject({ change: 0, verdict: 'equivalent' });
});

test('an hour of seconds is compared in blocks of a minute', () => {
  const hour = Array.from({ length: 3_600 }, (_, second) => ({
    latencies: Array.from({ length: 5 }, (_, n) => 20 + ((n * 13 + second * 7) % 50) / 10),
  }));
  expect(compared(runOf(hour), runOf(hour)).verdict).toBe('equivalent');
});

test('what is no histogram is refused', () => {
  const run = runOf(secondsOf());
  const broken = { ...run, response: { histogram: { ...run.response.histogram, counts: [[-1, 1]] as const } } };
  expect(() => compareRuns(run, broken)).toThrow(TypeError);
  const endless = { ...run, response: { histogram: { ...run.response.histogram, counts: [[1, 1e300]] as const } } };
  expect(() => compareRuns(run, endless)).toThrow(TypeError);
});

test('a hundred million million answers are compared as well', () => {
  const run = runOf(secondsOf());
  const counts = run.response.histogram.counts.map(([index, count]) => [index, count * 1e11 + 7] as const);
  const many = { ...run, response: { histogram: { ...run.response.histogram, counts } } };
  expect(figure(compared(many, many), 'response_time')).toMatchObject({ change: 0, verdict: 'equivalent' });
  const [second = { latencies: [] }] = secondsOf();
  expect(figure(compared(many, runOf([second])), 'response_time')?.change).toBeCloseTo(0, 0);
});
