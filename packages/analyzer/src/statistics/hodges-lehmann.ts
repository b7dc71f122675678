import type { CountedValues } from './counted-values.ts';

/**
 * The Hodges-Lehmann estimate of how much greater the values of `b` are than those of `a`: the median of the differences
 * of all pairs. Exact, without making the pairs. `NaN` where a sample is empty.
 *
 * @see https://doi.org/10.1214/aoms/1177704172
 */
export function hodgesLehmann(a: CountedValues, b: CountedValues): number {
  const pairs = a.total * b.total;
  return (pairDifference(a, b, Math.ceil(pairs / 2)) + pairDifference(a, b, Math.floor(pairs / 2) + 1)) / 2;
}

/** The difference that a share of all pairs do not exceed. The ends of an interval around `hodgesLehmann` are such. */
export function shiftQuantile(a: CountedValues, b: CountedValues, share: number): number {
  const pairs = a.total * b.total;
  return pairDifference(a, b, Math.min(pairs, Math.max(1, Math.ceil(share * pairs))));
}

/** The `rank`-th smallest difference b − a, from 1: bisection over values until only one of the differences is left. */
function pairDifference(a: CountedValues, b: CountedValues, rank: number): number {
  if (a.total === 0 || b.total === 0) return Number.NaN;
  const smallest = first(b) - last(a);
  let low = smallest;
  let high = last(b) - first(a);
  if (countUpTo(a, b, smallest).count >= rank) return smallest;
  // Invariant: fewer than `rank` differences are up to `low`, at least that many up to `high`; both are differences.
  for (;;) {
    const { count, largest } = countUpTo(a, b, (low + high) / 2);
    if (count >= rank) {
      // No progress is possible where `high` is what is left.
      if (largest === high) return high;
      high = largest;
      continue;
    }
    const next = smallestAbove(a, b, (low + high) / 2);
    // Counts beyond 2^53 are rounded: where none is large enough, `high` is what is left.
    if (next >= high || countUpTo(a, b, next).count >= rank) return Math.min(next, high);
    low = next;
  }
}

/** How many differences are at most `limit`, and the largest of them. */
function countUpTo(a: CountedValues, b: CountedValues, limit: number): { count: number; largest: number } {
  let count = 0;
  let largest = Number.NEGATIVE_INFINITY;
  let above = a.total;
  let i = 0;
  // The greater a value of `b`, the greater the values of `a` must be: both are gone through once.
  for (let j = 0; j < b.values.length; j++) {
    const value = b.values[j] ?? 0;
    while (i < a.values.length && value - (a.values[i] ?? 0) > limit) above -= a.counts[i++] ?? 0;
    if (i === a.values.length) break;
    count += above * (b.counts[j] ?? 0);
    largest = Math.max(largest, value - (a.values[i] ?? 0));
  }
  return { count, largest };
}

function smallestAbove(a: CountedValues, b: CountedValues, limit: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  let i = 0;
  for (const value of b.values) {
    while (i < a.values.length && value - (a.values[i] ?? 0) > limit) i++;
    if (i > 0) smallest = Math.min(smallest, value - (a.values[i - 1] ?? 0));
  }
  return smallest;
}

function first({ values }: CountedValues): number {
  return values[0] ?? Number.NaN;
}

function last({ values }: CountedValues): number {
  return values.at(-1) ?? Number.NaN;
}
