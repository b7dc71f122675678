import type { LoadResult } from '../../load/load-result.ts';
import { amount, count } from './words.ts';

/** How many thresholds were met, in a sentence. */
export function thresholdVerdict({ thresholds, saturated }: LoadResult): string {
  if (thresholds.length === 0) return 'No thresholds were set.';
  if (saturated !== undefined) return `${amount(thresholds.length, 'threshold')} cannot be judged.`;
  const met = thresholds.filter(({ passed }) => passed).length;
  return `${count(met)} of ${amount(thresholds.length, 'threshold')} met.`;
}
