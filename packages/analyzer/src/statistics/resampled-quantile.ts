import { joined } from './blocks.ts';
import { type CountedValues, quantile } from './counted-values.ts';

/** How many times as many of the greatest values are looked at as are expected beyond the quantile. */
const REACH = 8;

/**
 * A high quantile of a series in which block n occurs `weights[n]` times, fast for many weights: it looks at the greatest values only.
 *
 * @param share From 0.5 to below 1.
 */
export function resampledQuantile(blocks: readonly CountedValues[], share: number): (weights: Float64Array) => number {
  const tail = tailOf(blocks, 1 - REACH * (1 - share));
  return (weights) => {
    const total = blocks.reduce((sum, block, index) => sum + block.total * (weights[index] ?? 0), 0);
    const beyond = total - Math.ceil(share * total - 1e-9);
    let seen = 0;
    for (const { value, counts } of tail) {
      for (const [block, count] of counts) seen += count * (weights[block] ?? 0);
      if (seen > beyond) return value;
    }
    return tail.at(-1)?.value ?? Number.NaN;
  };
}

interface TailValue {
  readonly value: number;
  /** How often it occurs in which block. */
  readonly counts: (readonly [block: number, count: number])[];
}

/** The values above a quantile of all blocks together, the greatest first. */
function tailOf(blocks: readonly CountedValues[], from: number): TailValue[] {
  const lowest = quantile(joined(blocks), Math.max(0, from));
  const found = new Map<number, TailValue>();
  for (const [block, { values, counts }] of blocks.entries()) {
    for (let index = values.length - 1; index >= 0 && (values[index] ?? 0) >= lowest; index--) {
      const value = values[index] ?? 0;
      const known = found.get(value) ?? { value, counts: [] };
      known.counts.push([block, counts[index] ?? 0]);
      found.set(value, known);
    }
  }
  return [...found.values()].toSorted((a, b) => b.value - a.value);
}
