import { median } from './median.ts';

/** How much a series rises from one value to the next: the median over all pairs. `NaN` for fewer than two values. */
export function theilSen(values: readonly number[]): number {
  return median(values.flatMap((from, i) => values.slice(i + 1).map((to, distance) => (to - from) / (distance + 1))));
}
