import { normalTwoSided } from './distributions.ts';

/**
 * How probable a series without a trend would rise or fall as steadily (Mann-Kendall test with correction for ties), two-sided.
 * 1 for fewer than four values: nothing would be certain.
 *
 * @see https://doi.org/10.2307/1907187
 */
export function mannKendall(values: readonly number[]): number {
  const n = values.length;
  if (n < 4) return 1;
  let score = 0;
  for (const [i, from] of values.entries()) for (const to of values.slice(i + 1)) score += Math.sign(to - from);
  const ties = [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length);
  const term = (count: number): number => count * (count - 1) * (2 * count + 5);
  const variance = (term(n) - ties.reduce((sum, count) => sum + term(count), 0)) / 18;
  return variance === 0 ? 1 : normalTwoSided(Math.max(0, Math.abs(score) - 1) / Math.sqrt(variance));
}
