import { isEquivalent } from '../statistics/equivalence.ts';
import type { Estimate } from './estimate.ts';
import type { ComparedFigure, ComparisonVerdict } from './run-comparison.ts';

/** Of an interval that must not hold 0 for a change to be certain. */
const CONFIDENCE = 0.99;
/** Two one-sided tests at 5 %. */
const EQUIVALENCE_CONFIDENCE = 0.9;
/** Standard deviations that these reach, with plenty of data. */
const CERTAIN = 2.576;
const EQUIVALENT = 1.645;
/** Below this, how much seconds differ is hardly known. */
const FEWEST_SECONDS = 10;

/** The verdict on one figure. */
export function judge(estimate: Estimate, pAdjusted: number): ComparedFigure {
  const { metric, unit, baseline, comparison, change, p, threshold } = estimate;
  const [low, high] = estimate.interval(CONFIDENCE);
  const verdict = verdictOn(estimate, pAdjusted);
  return {
    metric,
    unit,
    baseline,
    comparison,
    change,
    ...(baseline !== 0 && { change_ratio: change / baseline }),
    ...(Number.isFinite(low) && Number.isFinite(high) && { interval: { low, high, confidence: CONFIDENCE } }),
    p,
    p_adjusted: pAdjusted,
    smallest_that_counts: threshold,
    verdict,
    ...(verdict === 'inconclusive' && { more_seconds_needed: moreSecondsNeeded(estimate) }),
  };
}

function verdictOn({ change, interval, threshold, worse }: Estimate, p: number): ComparisonVerdict {
  const [low, high] = interval(CONFIDENCE);
  const isCertain = p < 1 - CONFIDENCE && (low > 0 || high < 0);
  if (isCertain && Math.abs(change) >= threshold) {
    return change > 0 === (worse === 'more') ? 'regression' : 'improvement';
  }
  return isEquivalent(interval(EQUIVALENCE_CONFIDENCE), threshold) ? 'equivalent' : 'inconclusive';
}

/** The error shrinks with the root of the time: how long until the interval clears what it must, if the change stays as it is. */
function moreSecondsNeeded({ change, error, threshold, seconds }: Estimate): number {
  if (!Number.isFinite(error)) return Math.max(1, FEWEST_SECONDS - seconds);
  const size = Math.abs(change);
  // A change right at the limit would take forever to place.
  const room = Math.max(Math.abs(threshold - size), threshold / 10);
  const factor = size >= threshold ? ((CERTAIN * error) / size) ** 2 : ((EQUIVALENT * error) / room) ** 2;
  return Math.max(1, Math.ceil(seconds * (factor - 1)), FEWEST_SECONDS - seconds);
}
