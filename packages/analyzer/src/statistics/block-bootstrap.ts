import { randomNumbers } from './random-numbers.ts';
import type { Variance } from './welch.ts';

export interface BlockBootstrapOptions {
  /** How often blocks are drawn. Default 400. */
  readonly resamples?: number;
  readonly seed: number;
}

/**
 * The variance of a statistic of a series, by drawing whole blocks of it with replacement, so that what depends on its
 * neighbours in time stays together. Few blocks differ less in their resamples than in truth: that is made up for.
 *
 * @param blocks How many there are; fewer than two have no variance: it is infinite.
 * @param statistic Of the series in which block n occurs `weights[n]` times.
 */
export function blockBootstrap(
  blocks: number,
  statistic: (weights: Float64Array) => number,
  { resamples = 400, seed }: BlockBootstrapOptions,
): Variance {
  if (blocks < 2) return { variance: Number.POSITIVE_INFINITY, degrees: 1 };
  const below = randomNumbers(seed);
  const weights = new Float64Array(blocks);
  const values: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    weights.fill(0);
    for (let drawn = 0; drawn < blocks; drawn++) {
      const block = below(blocks);
      weights[block] = (weights[block] ?? 0) + 1;
    }
    values.push(statistic(weights));
  }
  return { variance: (sampleVariance(values) * blocks) / (blocks - 1), degrees: blocks - 1 };
}

function sampleVariance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
