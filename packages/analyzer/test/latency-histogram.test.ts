import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LatencyHistogram, type SparseHistogram } from '../src/index.ts';

const latency = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 2 ** 43 - 1 }));
const latencies = fc.array(latency, { minLength: 1, maxLength: 200 });

test('each percentile is within 0.1 % of the exact one', () => {
  fc.assert(
    fc.property(latencies, fc.double({ min: 0, max: 100, noNaN: true }), (values, percent) => {
      const exact = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((percent / 100) * values.length) - 1)] ?? -1;
      const found = histogramOf(values).percentile(percent) ?? Number.NaN;
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 1_000);
    }),
  );
});

test('two merged histograms are the histogram of all their values', () => {
  fc.assert(
    fc.property(fc.array(latency), fc.array(latency), (some, others) => {
      const merged = histogramOf(some);
      merged.merge(histogramOf(others));
      expect(merged.toJSON()).toEqual(histogramOf([...some, ...others]).toJSON());
    }),
  );
});

test('a histogram that went through JSON is the same', () => {
  fc.assert(
    fc.property(fc.array(latency), (values) => {
      const json = JSON.parse(JSON.stringify(histogramOf(values))) as SparseHistogram;
      expect(LatencyHistogram.from(json)).toEqual(histogramOf(values));
      expect(LatencyHistogram.from(json).toJSON()).toEqual(json);
    }),
  );
});

test('a bucket holds each value once, and its middle is near to all of them', () => {
  fc.assert(
    fc.property(latency, (value) => {
      const [[found = Number.NaN] = []] = [...histogramOf([0, value, 2 ** 43]).values()].slice(value === 0 ? 0 : 1);
      expect(Math.abs(found - value)).toBeLessThanOrEqual(value / 1_000);
    }),
  );
});

test('figures of no value are absent', () => {
  const { count, mean, min, max } = new LatencyHistogram();
  expect({ count, mean, min, max }).toEqual({ count: 0, mean: undefined, min: undefined, max: undefined });
  expect(new LatencyHistogram().percentile(50)).toBeUndefined();
  expect([...new LatencyHistogram().values()]).toEqual([]);
});

test('what was cleared counts from the start', () => {
  const histogram = histogramOf([5, 70_000]);
  histogram.clear();
  expect(histogram.toJSON()).toEqual(new LatencyHistogram().toJSON());
  histogram.record(3);
  expect(histogram.toJSON()).toEqual(histogramOf([3]).toJSON());
});

test('counts how many do not exceed a bound', () => {
  const histogram = histogramOf([0, 10, 10, 900, 5_000_000]);
  expect([-1, 0, 9, 10, 900, 4_900_000, 5_000_000, 1e12].map((bound) => histogram.countUpTo(bound))).toEqual([
    0, 1, 1, 3, 4, 4, 5, 5,
  ]);
});

test('what is no latency counts as the nearest that is one', () => {
  expect(histogramOf([-5, Number.NaN, 0.4, Number.POSITIVE_INFINITY]).toJSON()).toMatchObject({
    counts: [[0, 3], expect.anything()],
    min: 0,
    max: 2 ** 43 - 1,
  });
});

test.each([{ unit: 'ms' }, { counts: [[-1, 1]] }, { counts: [[1e9, 1]] }, { counts: [[1, 0.5]] }, { sum: Number.NaN }])(
  '%o is no part of a histogram',
  (part) => {
    const sparse = { ...histogramOf([1, 2]).toJSON(), ...part } as SparseHistogram;
    expect(() => LatencyHistogram.from(sparse)).toThrow(TypeError);
  },
);

function histogramOf(values: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value);
  return histogram;
}
