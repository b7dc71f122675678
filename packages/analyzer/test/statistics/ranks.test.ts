import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedValues } from '../../src/statistics/counted-values.ts';
import { hodgesLehmann, shiftQuantile } from '../../src/statistics/hodges-lehmann.ts';
import { mannWhitney } from '../../src/statistics/mann-whitney.ts';
import { median } from '../../src/statistics/median.ts';
import { rankShift } from '../../src/statistics/rank-shift.ts';

const sample = (values: readonly number[]) => countedValues(values.map((value) => [value, 1] as const));
const values = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 });

function differences(a: readonly number[], b: readonly number[]): number[] {
  return a.flatMap((x) => b.map((y) => y - x)).toSorted((x, y) => x - y);
}

test('Mann-Whitney: the worked example of Hollander and Wolfe, as R gives it', () => {
  // wilcox.test(c(1.15, 0.88, 0.90, 0.74, 1.21), c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46)): W = 15.
  const a = sample([1.15, 0.88, 0.9, 0.74, 1.21]);
  const b = sample([0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]);
  expect(mannWhitney(b, a).u).toBe(15);
  expect(mannWhitney(a, b).u).toBe(35);
  // z = (|15 − 25| − 0.5) / √(50 · 16 / 12) = 1.16351
  expect(mannWhitney(a, b).p).toBeCloseTo(0.24462, 5);
  expect(hodgesLehmann(a, b)).toBeCloseTo(0.305, 10);
});

test('Mann-Whitney: ties count half and narrow the distribution', () => {
  // Of the six pairs four are greater, and two are ties: (2, 2) twice.
  const { u, p, deviation } = mannWhitney(sample([1, 2]), sample([2, 2, 3]));
  expect(u).toBe(5);
  // t³ − t of the three 2s is 24: variance 6/12 · (6 − 24/20) = 2.4
  expect(deviation * 6).toBeCloseTo(Math.sqrt(2.4), 12);
  expect(p).toBeCloseTo(0.33292, 5);
});

test('Mann-Whitney counts pairs as going through all of them does', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const pairs = differences(a, b);
      const u = pairs.filter((d) => d > 0).length + pairs.filter((d) => d === 0).length / 2;
      expect(mannWhitney(sample(a), sample(b)).u).toBeCloseTo(u, 9);
    }),
    { seed: 1 },
  );
});

test('the Hodges-Lehmann shift is the median of all differences, and its quantiles are theirs', () => {
  const decimals = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(
      fc.oneof(values, decimals),
      fc.oneof(values, decimals),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, b, share) => {
        const pairs = differences(a, b);
        expect(hodgesLehmann(sample(a), sample(b))).toBe(median(pairs));
        expect(shiftQuantile(sample(a), sample(b), share)).toBe(
          pairs[Math.max(0, Math.ceil(share * pairs.length) - 1)],
        );
      },
    ),
    { seed: 2, numRuns: 300 },
  );
});

test('the order of a comparison turns the sign of the shift, and leaves its probability', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const there = rankShift({ a: sample(a), b: sample(b) });
      const back = rankShift({ a: sample(b), b: sample(a) });
      expect(there.shift).toBeCloseTo(-back.shift, 9);
      expect(there.p).toBeCloseTo(back.p, 9);
      const [low, high] = there.interval(0.99);
      expect(low).toBeLessThanOrEqual(there.shift);
      expect(high).toBeGreaterThanOrEqual(there.shift);
    }),
    { seed: 3 },
  );
});

test('values that resemble their neighbours in time tell less than as many independent ones', () => {
  const waves = Array.from({ length: 20 }, (_, block) => Array.from({ length: 50 }, (_, n) => n + 30 * (block % 5)));
  const shifted = waves.map((block) => block.map((value) => value + 10));
  const blocks = { aBlocks: waves.map(sample), bBlocks: shifted.map(sample) };
  const whole = { a: sample(waves.flat()), b: sample(shifted.flat()) };
  const independent = rankShift(whole);
  const dependent = rankShift({ ...whole, ...blocks });
  expect(dependent.shift).toBe(independent.shift);
  expect(dependent.dependence).toBeGreaterThan(5);
  expect(dependent.p).toBeGreaterThan(100 * independent.p);
  expect(dependent.error).toBeGreaterThan(2 * independent.error);
});

test('so many values that their pairs cannot be counted exactly have a shift, too', () => {
  const many = countedValues([1, 2, 3, 7].map((value) => [value, 3e14 + value]));
  const more = countedValues([2, 5, 9].map((value) => [value, 3.3e14 + value]));
  expect(shiftQuantile(many, more, 1)).toBe(8);
  expect(shiftQuantile(many, more, 0)).toBe(-5);
  expect(hodgesLehmann(many, more)).toBe(2);
});
