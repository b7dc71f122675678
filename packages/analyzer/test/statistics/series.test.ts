import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockBootstrap } from '../../src/statistics/block-bootstrap.ts';
import { blockSumVariances } from '../../src/statistics/block-sum-variance.ts';
import { inBlocks } from '../../src/statistics/blocks.ts';
import { changePoints } from '../../src/statistics/change-points.ts';
import { countedValues, quantile } from '../../src/statistics/counted-values.ts';
import { isEquivalent } from '../../src/statistics/equivalence.ts';
import { gTest } from '../../src/statistics/g-test.ts';
import { mannKendall } from '../../src/statistics/kendall.ts';
import { median, scaledMad } from '../../src/statistics/median.ts';
import { randomNumbers } from '../../src/statistics/random-numbers.ts';
import { resampledQuantile } from '../../src/statistics/resampled-quantile.ts';
import { theilSen } from '../../src/statistics/theil-sen.ts';

/** About normal, by the sum of twelve. */
function noise(seed: number): () => number {
  const below = randomNumbers(seed);
  return () => Array.from({ length: 12 }, () => below(1e6) / 1e6).reduce((sum, value) => sum + value, -6);
}

test('median and MAD', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN]);
  expect(scaledMad([1, 1, 2, 2, 4, 6, 9])).toBeCloseTo(1.4826, 10);
});

test('the bootstrap of a mean knows its standard error', () => {
  const next = noise(1);
  const values = Array.from({ length: 50 }, () => 10 + 2 * next());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const { variance, degrees } = blockBootstrap(
    values.length,
    (weights) => values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / values.length,
    { seed: 1, resamples: 4_000 },
  );
  expect(degrees).toBe(49);
  expect(variance / (spread / values.length)).toBeCloseTo(1, 1);
  expect(blockBootstrap(1, () => 0, { seed: 1 }).variance).toBe(Number.POSITIVE_INFINITY);
});

test('quantiles of resamples are those of the values drawn', () => {
  const blocks = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(blocks, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (samples, share) => {
      const counted = samples.map((values) => countedValues(values.map((value) => [value, 1])));
      const expected = quantile(countedValues(samples.flat().map((value) => [value, 1])), share);
      expect(resampledQuantile(counted, share)(new Float64Array(samples.length).fill(1))).toBe(expected);
    }),
    { seed: 8 },
  );
});

test('a series that remembers has a greater variance than one that does not', () => {
  const next = noise(2);
  const independent = Array.from({ length: 60 }, next);
  let last = 0;
  const remembering = Array.from({ length: 60 }, () => {
    last = 0.7 * last + Math.sqrt(1 - 0.7 ** 2) * next();
    return last;
  });
  const [, calm] = blockSumVariances(independent, independent);
  const [, long] = blockSumVariances(remembering, remembering);
  expect(calm.variance).toBeLessThan(120);
  expect(long.variance).toBeGreaterThan(150);
  expect(blockSumVariances([0, 0], [0, 0])[0].variance).toBe(0);
});

test('a long series becomes at most sixty blocks that hold all of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5_000 }), (length) => {
      const series = Array.from({ length }, (_, index) => index);
      const blocks = inBlocks(series);
      expect(blocks.flat()).toEqual(series);
      expect(blocks.length).toBeLessThanOrEqual(60);
      expect(blocks.length).toBeGreaterThanOrEqual(Math.min(length, 30));
    }),
    { seed: 9, numRuns: 50 },
  );
});

test('two one-sided tests: the interval lies within the margin', () => {
  expect([isEquivalent([-1, 1], 2), isEquivalent([-1, 2], 2), isEquivalent([-3, 1], 2)]).toEqual([true, false, false]);
});

test('G-test: worked by hand, and rare categories are put together', () => {
  // 15 expected everywhere: G = 2 (20 ln(10/15) + 40 ln(20/15)).
  const { g, degrees, p } = gTest(
    new Map([
      ['a', 10],
      ['b', 20],
    ]),
    new Map([
      ['a', 20],
      ['b', 10],
    ]),
  );
  expect(g).toBeCloseTo(6.796, 3);
  expect(degrees).toBe(1);
  expect(p).toBeCloseTo(0.00914, 5);
  const rare = (status: string) =>
    new Map([
      ['200', 100],
      ['201', 50],
      [status, 1],
    ]);
  expect(gTest(rare('404'), rare('500')).degrees).toBe(2);
  expect(gTest(rare('404'), rare('500')).p).toBe(1);
  expect(gTest(new Map([['200', 5]]), new Map([['200', 50]]))).toEqual({ g: 0, degrees: 0, p: 1 });
});

test('trends: the slope of Theil and Sen bears an outlier, and Mann-Kendall tells whether there is one', () => {
  expect(theilSen([1, 2, 3, 4, 100])).toBe(1);
  // Worked by hand: S = 10 of 10 pairs, variance 50/3, z = 9 / 4.0825.
  expect(mannKendall([1, 2, 3, 4, 5])).toBeCloseTo(0.0275, 4);
  expect(mannKendall([5, 5, 5, 5])).toBe(1);
  expect(mannKendall([1, 2, 3])).toBe(1);
});

test('change points are found where the level changes, and nowhere else', () => {
  const next = noise(3);
  const level = (values: number, at: number): number[] => Array.from({ length: values }, () => at + next());
  expect(changePoints([...level(30, 50), ...level(20, 58), ...level(25, 50)], { seed: 1 })).toMatchObject([
    { index: 30, before: expect.closeTo(50, 0), after: expect.closeTo(58, 0) },
    { index: 50, before: expect.closeTo(58, 0), after: expect.closeTo(50, 0) },
  ]);
  const alarms = Array.from({ length: 30 }, (_, seed) => changePoints(level(30, 50), { seed })).filter(
    ({ length }) => length > 0,
  );
  expect(alarms.length).toBeLessThanOrEqual(1);
  expect(changePoints([1, 2, 3], { seed: 1 })).toEqual([]);
  const [long] = changePoints([...level(1_200, 50), ...level(1_200, 60)], { seed: 1 });
  expect(long?.index).toBe(1_200);
});
