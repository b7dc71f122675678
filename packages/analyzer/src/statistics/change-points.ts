import { median } from './median.ts';
import { randomNumbers } from './random-numbers.ts';

export interface ChangePoint {
  /** Of the first value after the change. */
  readonly index: number;
  /** Medians of what is before and after it, up to the next change. */
  readonly before: number;
  readonly after: number;
  readonly p: number;
}

export interface ChangePointOptions {
  readonly seed: number;
  /** A change must be this probable not to be one, at most. Default 0.01. */
  readonly significance?: number;
  /** Fewer values between changes are outliers. Default 3. */
  readonly fewest?: number;
  /** Smaller changes do not count, as a share of what was before. Default 0.03. */
  readonly smallest?: number;
}

/** More values are put together: the search takes time by their square. */
const MAX_VALUES = 300;

/**
 * Where a series changes its distribution: the split with the greatest energy distance, tested by permutations, then the
 * same in both halves (E-divisive).
 *
 * @see https://doi.org/10.1080/01621459.2013.849605
 */
export function changePoints(series: readonly number[], options: ChangePointOptions): ChangePoint[] {
  const { smallest = 0.03 } = options;
  const size = Math.max(1, Math.ceil(series.length / MAX_VALUES));
  const values = Array.from({ length: Math.floor(series.length / size) }, (_, index) =>
    median(series.slice(index * size, (index + 1) * size)),
  );
  const below = randomNumbers(options.seed);
  const splits = splitsOf(values, 0, { ...DEFAULTS, ...options, below });
  const bounds = [0, ...splits.map(({ index }) => index), values.length];
  return splits
    .map(({ index, p }, position) => ({
      index: index * size,
      before: median(values.slice(bounds[position], index)),
      after: median(values.slice(index, bounds[position + 2])),
      p,
    }))
    .filter(({ before, after }) => Math.abs(after - before) >= smallest * Math.abs(before));
}

const DEFAULTS = { significance: 0.01, fewest: 3 };

interface Search {
  readonly significance: number;
  readonly fewest: number;
  readonly below: (bound: number) => number;
}

interface Split {
  readonly index: number;
  readonly p: number;
}

function splitsOf(values: readonly number[], start: number, search: Search): Split[] {
  const { significance, fewest, below } = search;
  const found = greatestSplit(values, fewest);
  if (found === undefined) return [];
  // With p of 1 / (permutations + 1) at best, a tenth of what is asked for is possible.
  const permutations = Math.ceil(10 / significance) - 1;
  let asGreat = 0;
  for (let permutation = 0; permutation < permutations; permutation++) {
    if ((greatestSplit(shuffled(values, below), fewest)?.energy ?? 0) >= found.energy) asGreat++;
    // It cannot become significant any more.
    if (asGreat + 1 > significance * (permutations + 1)) return [];
  }
  const at = { index: start + found.index, p: (asGreat + 1) / (permutations + 1) };
  return [
    ...splitsOf(values.slice(0, found.index), start, search),
    at,
    ...splitsOf(values.slice(found.index), start + found.index, search),
  ];
}

/** The split whose sides are the farthest apart, in time by the square of the number of values. */
function greatestSplit(values: readonly number[], fewest: number): { index: number; energy: number } | undefined {
  const n = values.length;
  if (n < 2 * fewest) return undefined;
  // Sums of distances: within the left side, within the right one, and between them. At first all is on the right.
  let left = 0;
  let between = 0;
  let right = 0;
  for (const [index, value] of values.entries()) right += distances(values.slice(0, index), value);
  let best: { index: number; energy: number } | undefined;
  for (let index = 1; index <= n - fewest; index++) {
    const moved = values[index - 1] ?? 0;
    const toLeft = distances(values.slice(0, index - 1), moved);
    const toRight = distances(values.slice(index), moved);
    left += toLeft;
    right -= toRight;
    between += toRight - toLeft;
    if (index < fewest) continue;
    const [a, b] = [index, n - index];
    const distance = (2 * between) / (a * b) - (2 * left) / (a * (a - 1)) - (2 * right) / (b * (b - 1));
    const energy = ((a * b) / n) * distance;
    if (best === undefined || energy > best.energy) best = { index, energy };
  }
  return best;
}

function distances(values: readonly number[], from: number): number {
  let sum = 0;
  for (const value of values) sum += Math.abs(value - from);
  return sum;
}

/** Fisher-Yates. */
function shuffled(values: readonly number[], below: (bound: number) => number): number[] {
  const copy = [...values];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = below(last + 1);
    const value = copy[last] ?? 0;
    copy[last] = copy[other] ?? 0;
    copy[other] = value;
  }
  return copy;
}
