import { blockBootstrap } from '../statistics/block-bootstrap.ts';
import type { Variance } from '../statistics/welch.ts';
import type { Estimate } from './estimate.ts';
import { logRatio } from './log-ratio.ts';
import type { RunBlock, RunSamples } from './run-samples.ts';

/** A change counts from 3 % on. */
const RELATIVE = 0.03;

/** Whether fewer requests were answered each second. */
export function compareThroughput(a: RunSamples, b: RunSamples, seed: number): Estimate {
  const baseline = rateOf(a.blocks);
  const comparison = rateOf(b.blocks);
  const variances = [varianceOf(a, seed), varianceOf(b, seed + 1)] as const;
  return {
    metric: 'throughput',
    unit: 'per_second',
    baseline,
    comparison,
    ...logRatio({ baseline, comparison, variances }),
    threshold: RELATIVE * baseline,
    worse: 'less',
    seconds: Math.min(a.seconds, b.seconds),
  };
}

function rateOf(blocks: readonly RunBlock[], weights?: Float64Array): number {
  let answered = 0;
  let seconds = 0;
  for (const [index, block] of blocks.entries()) {
    const weight = weights?.[index] ?? 1;
    answered += weight * block.answered;
    seconds += weight * block.seconds;
  }
  return answered / seconds;
}

function varianceOf({ blocks }: RunSamples, seed: number): Variance {
  // Half an answer, where a resample has none: its logarithm exists.
  const statistic = (weights: Float64Array): number => Math.log(Math.max(rateOf(blocks, weights), 0.5 / blocks.length));
  return blockBootstrap(blocks.length, statistic, { seed });
}
