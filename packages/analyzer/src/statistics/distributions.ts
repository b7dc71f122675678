import { incompleteBeta, upperIncompleteGamma } from './special-functions.ts';

/** Degrees of freedom from which on Student's distribution is taken for the normal one. */
const NORMAL_FROM = 1e6;

/** How probable a normal value is that is at least this far from 0, on either side. */
export function normalTwoSided(z: number): number {
  return upperIncompleteGamma(0.5, (z * z) / 2);
}

/** How probable a value of Student's distribution is that is at least this far from 0, on either side. */
export function studentTwoSided(t: number, degrees: number): number {
  if (degrees >= NORMAL_FROM) return normalTwoSided(t);
  if (!Number.isFinite(t)) return 0;
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/**
 * How far from 0 values of Student's distribution are with this probability, on either side together: 2.262 for 0.05 and 9
 * degrees of freedom. With infinitely many it is that of the normal distribution: 1.96.
 */
export function studentCritical(probability: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentTwoSided(high, degrees) > probability && high < 1e9) high *= 2;
  while (high - low > 1e-10 * high) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, degrees) > probability) low = middle;
    else high = middle;
  }
  return high;
}

/** How probable a value of the chi-square distribution is that is at least this large. */
export function chiSquareAbove(value: number, degrees: number): number {
  return upperIncompleteGamma(degrees / 2, value / 2);
}
