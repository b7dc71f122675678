import fc from 'fast-check';
import { expect, test } from 'vitest';
import { benjaminiHochberg } from '../../src/statistics/benjamini-hochberg.ts';
import { compareShares } from '../../src/statistics/compare-shares.ts';
import { newcombe } from '../../src/statistics/newcombe.ts';

// Newcombe (1998), table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [10, 10, 0, 10, 0.6075, 1],
  [0, 10, 0, 10, -0.2775, 0.2775],
])('Newcombe’s interval is the published one: %d/%d − %d/%d', (x, m, y, n, low, high) => {
  const [from, to] = newcombe({ count: y, total: n }, { count: x, total: m }, 1.959964);
  expect(from).toBeCloseTo(low, 4);
  expect(to).toBeCloseTo(high, 4);
});

test('Benjamini-Hochberg: the 15 p-values of their paper, of which four are found', () => {
  const ps = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const adjusted = benjaminiHochberg(ps.toReversed()).toReversed();
  expect(adjusted.filter((p) => p <= 0.05)).toHaveLength(4);
  expect(adjusted[0]).toBeCloseTo(0.0015, 10);
  expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 10);
  expect(adjusted.at(-1)).toBe(1);
});

test('adjusting never lowers a p-value, and keeps their order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (ps) => {
      const adjusted = benjaminiHochberg(ps);
      for (const [index, p] of ps.entries()) {
        expect(adjusted[index]).toBeGreaterThanOrEqual(p);
        for (const [other, q] of ps.entries())
          if (p < q) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[other] ?? 0);
      }
    }),
    { seed: 4 },
  );
});

test('a burst of errors is no proof, as many errors spread over the time are', () => {
  const none = Array.from({ length: 10 }, () => ({ count: 0, total: 300 }));
  const burst = none.map((block, index) => (index === 4 ? { ...block, count: 30 } : block));
  const spread = none.map((block) => ({ ...block, count: 3 }));
  expect(compareShares(none, burst).p).toBeGreaterThan(0.1);
  expect(compareShares(none, burst).interval(0.99)[0]).toBeLessThan(0);
  expect(compareShares(none, spread).p).toBeLessThan(1e-6);
  expect(compareShares(none, spread).interval(0.99)[0]).toBeGreaterThan(0.005);
  expect(compareShares(none, none)).toMatchObject({ difference: 0, p: 1 });
});
