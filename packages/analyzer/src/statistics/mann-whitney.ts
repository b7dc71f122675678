import type { CountedValues } from './counted-values.ts';
import { normalTwoSided } from './distributions.ts';

export interface MannWhitney {
  /** How many pairs have the greater value in the second sample; ties count half. */
  readonly u: number;
  /** The share of such pairs: 0.5 where neither sample is greater. */
  readonly share: number;
  /** Standard deviation of `share` if both samples were drawn independently from one distribution. */
  readonly deviation: number;
  /** Two-sided, by the normal approximation with continuity correction. It takes all values for independent of each other. */
  readonly p: number;
}

/**
 * The Mann-Whitney U test with correction for ties.
 *
 * @see https://doi.org/10.1214/aoms/1177730491
 */
export function mannWhitney(a: CountedValues, b: CountedValues): MannWhitney {
  const pairs = a.total * b.total;
  if (pairs === 0) return { u: 0, share: 0.5, deviation: 0, p: 1 };
  const { u, tied } = countPairs(a, b);
  const n = a.total + b.total;
  const variance = (pairs / 12) * (n + 1 - tied / (n * (n - 1)));
  const deviation = Math.sqrt(Math.max(0, variance));
  const distance = Math.max(0, Math.abs(u - pairs / 2) - 0.5);
  const p = deviation === 0 ? 1 : normalTwoSided(distance / deviation);
  return { u, share: u / pairs, deviation: deviation / pairs, p };
}

/** Goes through both samples at once. `tied` is the sum of t³ − t over all values that occur t times. */
function countPairs(a: CountedValues, b: CountedValues): { u: number; tied: number } {
  let u = 0;
  let tied = 0;
  let below = 0;
  for (let i = 0, j = 0; i < a.values.length || j < b.values.length; ) {
    const left = a.values[i] ?? Number.POSITIVE_INFINITY;
    const right = b.values[j] ?? Number.POSITIVE_INFINITY;
    const ofA = left <= right ? (a.counts[i++] ?? 0) : 0;
    const ofB = right <= left ? (b.counts[j++] ?? 0) : 0;
    u += ofB * (below + ofA / 2);
    below += ofA;
    tied += (ofA + ofB) ** 3 - (ofA + ofB);
  }
  return { u, tied };
}
