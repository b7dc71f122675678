import { expect, test } from 'vitest';
import {
  chiSquareAbove,
  normalTwoSided,
  studentCritical,
  studentTwoSided,
} from '../../src/statistics/distributions.ts';

// Tables of the NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.
test.each([
  [0.05, 1, 12.706],
  [0.05, 9, 2.262],
  [0.01, 9, 3.25],
  [0.01, 18, 2.878],
  [0.002, 30, 3.385],
  [0.1, 100, 1.66],
  [0.05, Number.POSITIVE_INFINITY, 1.96],
])('values of Student’s distribution are as far out as the table says: %d, %d degrees', (p, degrees, expected) => {
  expect(studentCritical(p, degrees)).toBeCloseTo(expected, 3);
  expect(studentTwoSided(studentCritical(p, degrees), degrees)).toBeCloseTo(p, 8);
});

test.each([
  [3.841, 1, 0.05],
  [18.307, 10, 0.05],
  [6.635, 1, 0.01],
  [124.342, 100, 0.05],
  [0.004, 1, 0.95],
])('the chi-square distribution is that of the table: %d, %d degrees', (value, degrees, p) => {
  expect(chiSquareAbove(value, degrees)).toBeCloseTo(p, 3);
});

test('the normal distribution is exact far out, too', () => {
  expect(normalTwoSided(0)).toBe(1);
  expect(normalTwoSided(1.959964)).toBeCloseTo(0.05, 7);
  expect(normalTwoSided(6) / 1.973175e-9).toBeCloseTo(1, 5);
  expect(normalTwoSided(40)).toBeLessThan(1e-300);
});
