import { type CountedValues, countedValues } from './counted-values.ts';

/** More blocks than this tell hardly more about how much they differ, and take longer. */
const MAX_BLOCKS = 60;

/** Joins neighbours of a long series, so that what is left are at most 60 blocks of equally many seconds. */
export function inBlocks<T>(series: readonly T[]): T[][] {
  const size = Math.max(1, Math.ceil(series.length / MAX_BLOCKS));
  const whole = Math.max(1, Math.floor(series.length / size));
  return Array.from({ length: series.length === 0 ? 0 : whole }, (_, index) =>
    // What is left over would be a shorter block.
    series.slice(index * size, index === whole - 1 ? undefined : (index + 1) * size),
  );
}

/** All values of several samples. */
export function joined(samples: readonly CountedValues[]): CountedValues {
  return countedValues(
    samples.flatMap(({ values, counts }) => Array.from(values, (value, index) => [value, counts[index] ?? 0] as const)),
  );
}
