import type { Variance } from './welch.ts';

/** A series that remembers longer than this cannot be told from one that has changed. */
const LONGEST_MEMORY = 0.8;

/** How far each block is from what was expected of it: they sum up to 0. */
export type BlockDeviations = readonly number[];

/**
 * The variances of the sums of two series of blocks, whose neighbours may resemble each other. How much they do is
 * estimated from both together (as an autoregressive process of first order, made up for the bias of short series).
 */
export function blockSumVariances(a: BlockDeviations, b: BlockDeviations): readonly [Variance, Variance] {
  const memory = memoryOf([a, b]);
  return [varianceOf(a, memory), varianceOf(b, memory)];
}

/** How much of a block's deviation is left in the next one, from 0 on. */
function memoryOf(series: readonly BlockDeviations[]): number {
  const squares = series.flat().reduce((sum, value) => sum + value ** 2, 0);
  if (squares === 0) return 0;
  const products = series.reduce(
    (sum, values) => sum + values.reduce((all, value, index) => all + value * (values[index + 1] ?? 0), 0),
    0,
  );
  const blocks = series.flat().length / series.length;
  // Kendall: the estimate is too low by (1 + 3ρ) / n.
  const unbiased = (blocks * (products / squares) + 1) / Math.max(1, blocks - 3);
  return Math.min(LONGEST_MEMORY, Math.max(0, unbiased));
}

function varianceOf(values: BlockDeviations, memory: number): Variance {
  const count = values.length;
  const squares = values.reduce((sum, value) => sum + value ** 2, 0);
  const inflation = (1 + memory) / (1 - memory) - (2 * memory * (1 - memory ** count)) / (count * (1 - memory) ** 2);
  // Neighbours that resemble each other also differ less from their mean than independent ones.
  const seen = Math.max(1 / count, 1 - (inflation - 1) / (count - 1));
  return { variance: ((squares * count) / (count - 1)) * (inflation / seen), degrees: count - 1 };
}
