import { studentCritical, studentTwoSided } from '../statistics/distributions.ts';
import { type Variance, welch } from '../statistics/welch.ts';

export interface LogRatioInput {
  /** Above 0. */
  readonly baseline: number;
  readonly comparison: number;
  /** Of the natural logarithms of the two. */
  readonly variances: readonly [Variance, Variance];
}

export interface LogRatio {
  readonly change: number;
  readonly error: number;
  readonly p: number;
  readonly interval: (confidence: number) => readonly [low: number, high: number];
}

/** How certain a change of a figure above 0 is, from the ratio of its two values. All but `p` in the figure's unit. */
export function logRatio({ baseline, comparison, variances }: LogRatioInput): LogRatio {
  const { variance, degrees } = welch(...variances);
  const deviation = Math.sqrt(variance);
  const ratio = Math.log(comparison / baseline);
  const interval = (confidence: number): readonly [number, number] => {
    if (!Number.isFinite(deviation)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const reach = deviation === 0 ? 0 : studentCritical(1 - confidence, degrees) * deviation;
    return [baseline * Math.expm1(ratio - reach), baseline * Math.expm1(ratio + reach)];
  };
  return {
    change: comparison - baseline,
    error: baseline * deviation,
    p: ratio === 0 || !Number.isFinite(deviation) ? 1 : studentTwoSided(ratio / deviation, degrees),
    interval,
  };
}
