/** A sample as its distinct values, ascending, and how often each occurs. */
export interface CountedValues {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  /** Sum of the counts. */
  readonly total: number;
}

/** Values that occur several times are put together, those that occur never are left out. */
export function countedValues(pairs: Iterable<readonly [value: number, count: number]>): CountedValues {
  const sums = new Map<number, number>();
  for (const [value, count] of pairs) if (count > 0) sums.set(value, (sums.get(value) ?? 0) + count);
  const sorted = [...sums].toSorted(([a], [b]) => a - b);
  const counts = Float64Array.from(sorted, ([, count]) => count);
  return {
    values: Float64Array.from(sorted, ([value]) => value),
    counts,
    total: counts.reduce((sum, count) => sum + count, 0),
  };
}

/**
 * The value that a share of all do not exceed (nearest rank).
 *
 * @param share From 0 to 1.
 */
export function quantile({ values, counts, total }: CountedValues, share: number): number {
  const rank = Math.max(1, Math.ceil(share * total - 1e-9));
  let seen = 0;
  for (let index = 0; index < values.length; index++) {
    seen += counts[index] ?? 0;
    if (seen >= rank) return values[index] ?? Number.NaN;
  }
  return values.at(-1) ?? Number.NaN;
}

/** How many values are greater than this. */
export function countAbove({ values, counts }: CountedValues, limit: number): number {
  return counts.reduce((sum, count, index) => ((values[index] ?? 0) > limit ? sum + count : sum), 0);
}
