import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOfDuration, durationOfBucket } from '../src/index.ts';

const duration = fc.double({ min: 0, max: 1e9, noNaN: true });

test('the middle of a bucket is within 1 % of every duration in it, or within 50 ns', () => {
  fc.assert(
    fc.property(duration, (durationMs) => {
      const middle = durationOfBucket(bucketOfDuration(durationMs));
      expect(Math.abs(middle - durationMs)).toBeLessThanOrEqual(Math.max(0.01 * durationMs, 0.00005 + 1e-12));
    }),
    { seed: 7, numRuns: 5_000 },
  );
});

test('longer durations never fall into earlier buckets', () => {
  fc.assert(
    fc.property(duration, duration, (a, b) => {
      expect(Math.sign(bucketOfDuration(a) - bucketOfDuration(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
    }),
    { seed: 7, numRuns: 5_000 },
  );
});

test.each([-1, Number.NaN, Number.NEGATIVE_INFINITY, 0])('%d falls into the first bucket', (durationMs) => {
  expect(bucketOfDuration(durationMs)).toBe(0);
});

test('the longest duration has a bucket too', () => {
  expect(durationOfBucket(bucketOfDuration(Number.POSITIVE_INFINITY))).toBeGreaterThan(1e11);
});
