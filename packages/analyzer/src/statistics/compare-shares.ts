import { blockSumVariances } from './block-sum-variance.ts';
import { studentCritical, studentTwoSided } from './distributions.ts';
import { newcombe } from './newcombe.ts';
import { welch } from './welch.ts';

/** How many of how many, in one piece of time. */
export interface BlockCounts {
  readonly count: number;
  readonly total: number;
}

/** How much greater a share of the second series is, from −1 to 1. */
export interface ShareDifference {
  readonly difference: number;
  /** Two-sided. */
  readonly p: number;
  /** Newcombe's, for as many independent observations as vary as much as the blocks do. */
  interval(confidence: number): readonly [low: number, high: number];
}

/**
 * Compares how frequent something is in two series where it comes in bursts: its variance is that between blocks of time,
 * never less than that of independent events. One block for each series: events are taken for independent.
 */
export function compareShares(a: readonly BlockCounts[], b: readonly BlockCounts[]): ShareDifference {
  const ofA = sumOf(a);
  const ofB = sumOf(b);
  const pooled = sumOf([ofA, ofB]);
  const share = pooled.count / pooled.total;
  const independent = share * (1 - share) * (1 / ofA.total + 1 / ofB.total);
  const difference = ofB.count / ofB.total - ofA.count / ofA.total;
  const { variance, degrees } = betweenBlocks(a, b);
  const effect = independent === 0 ? 1 : Math.max(1, variance / independent);
  // Where blocks vary no more than that, they need not tell how much.
  const certainty = effect > 1 ? degrees : Number.POSITIVE_INFINITY;
  const fewer = ({ count, total }: BlockCounts): BlockCounts => ({ count: count / effect, total: total / effect });
  return {
    difference,
    p: independent === 0 ? 1 : studentTwoSided(difference / Math.sqrt(independent * effect), certainty),
    interval: (confidence) => newcombe(fewer(ofA), fewer(ofB), studentCritical(1 - confidence, certainty)),
  };
}

function betweenBlocks(a: readonly BlockCounts[], b: readonly BlockCounts[]): { variance: number; degrees: number } {
  if (a.length < 2 || b.length < 2) return { variance: 0, degrees: Number.POSITIVE_INFINITY };
  const [ofA, ofB] = blockSumVariances(deviations(a), deviations(b));
  const { variance, degrees } = welch(
    { ...ofA, variance: ofA.variance / sumOf(a).total ** 2 },
    { ...ofB, variance: ofB.variance / sumOf(b).total ** 2 },
  );
  return { variance, degrees };
}

function deviations(blocks: readonly BlockCounts[]): number[] {
  const { count, total } = sumOf(blocks);
  return blocks.map((block) => block.count - (count / total) * block.total);
}

function sumOf(blocks: readonly BlockCounts[]): BlockCounts {
  return {
    count: blocks.reduce((sum, { count }) => sum + count, 0),
    total: blocks.reduce((sum, { total }) => sum + total, 0),
  };
}
