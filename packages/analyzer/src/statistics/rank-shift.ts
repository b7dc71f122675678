import { blockSumVariances } from './block-sum-variance.ts';
import type { CountedValues } from './counted-values.ts';
import { studentCritical, studentTwoSided } from './distributions.ts';
import { hodgesLehmann, shiftQuantile } from './hodges-lehmann.ts';
import { mannWhitney } from './mann-whitney.ts';
import { type Variance, welch } from './welch.ts';

/** How much greater the values of the second sample are, in their own unit. */
export interface RankShift {
  /** The Hodges-Lehmann estimate. */
  readonly shift: number;
  /** Two-sided, of the Mann-Whitney test: it takes all values for independent of each other. */
  readonly pIndependent: number;
  /** Two-sided, with the spread between blocks instead: neighbours in time resemble each other. */
  readonly p: number;
  /** How many times as large the variance is as that of independent values; at least 1. */
  readonly dependence: number;
  /** Standard error of `shift`. */
  readonly error: number;
  /** An interval that holds the true shift with this confidence. */
  interval(confidence: number): readonly [low: number, high: number];
}

export interface RankShiftSamples {
  readonly a: CountedValues;
  readonly b: CountedValues;
  /** The same values in pieces of the time that they were measured in. Fewer than two: see `dependence`. */
  readonly aBlocks?: readonly CountedValues[] | undefined;
  readonly bBlocks?: readonly CountedValues[] | undefined;
  /** How far the variance is multiplied where there are no blocks. Default 1. */
  readonly dependence?: number | undefined;
}

/**
 * Compares two samples by ranks where the values of each depend on their neighbours in time: the variance of the
 * Mann-Whitney statistic comes from how much blocks of time differ (as for clustered data), never less than that of independent values.
 *
 * @see https://doi.org/10.2307/2533958 (Obuchowski: nonparametric analysis of clustered ROC curve data)
 */
export function rankShift(samples: RankShiftSamples): RankShift {
  const { a, b } = samples;
  const test = mannWhitney(a, b);
  const { variance, degrees } = varianceOf(samples, test);
  const deviation = Math.sqrt(variance);
  const interval = (confidence: number): readonly [number, number] => {
    const reach = Math.min(0.5, studentCritical(1 - confidence, degrees) * deviation);
    return [shiftQuantile(a, b, 0.5 - reach), shiftQuantile(a, b, 0.5 + reach)];
  };
  const [low, high] = interval(ONE_DEVIATION);
  return {
    shift: hodgesLehmann(a, b),
    pIndependent: test.p,
    p: deviation === 0 ? test.p : studentTwoSided((test.share - 0.5) / deviation, degrees),
    dependence: test.deviation === 0 ? 1 : variance / test.deviation ** 2,
    error: (high - low) / 2,
    interval,
  };
}

/** Of normal values, this share is within one standard deviation. */
const ONE_DEVIATION = 0.6827;

function varianceOf(samples: RankShiftSamples, test: { share: number; deviation: number }): Variance {
  const { a, b, aBlocks = [], bBlocks = [], dependence = 1 } = samples;
  const independent = { variance: dependence * test.deviation ** 2, degrees: Number.POSITIVE_INFINITY };
  if (aBlocks.length < 2 || bBlocks.length < 2) return independent;
  const [ofA, ofB] = blockSumVariances(deviations(aBlocks, b, 1 - test.share), deviations(bBlocks, a, test.share));
  const clustered = welch(scaled(ofA, a.total), scaled(ofB, b.total));
  return clustered.variance > independent.variance ? clustered : { ...independent, degrees: clustered.degrees };
}

/** How many more values of each block are greater than one of the others than the share says. */
function deviations(blocks: readonly CountedValues[], others: CountedValues, share: number): number[] {
  return blocks.map((block) => (mannWhitney(others, block).share - share) * block.total);
}

function scaled({ variance, degrees }: Variance, total: number): Variance {
  return { variance: variance / total ** 2, degrees };
}
