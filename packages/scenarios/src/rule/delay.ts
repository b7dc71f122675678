import { draw } from '../draw.ts';
import type { Delay } from '../scenario.ts';

/** No answer is held back longer, in milliseconds. */
const MAX_DELAY_MS = 3_600_000;

/** Gives the delay of the n-th match, in milliseconds. */
export type DelayOf = (n: number) => number;

export function compileDelay(delay: Delay, seed: number): DelayOf {
  if (typeof delay === 'number') return () => clamp(delay);
  switch (delay.type) {
    case 'fixed':
      return () => clamp(delay.ms);
    case 'uniform':
      return (n) => clamp(delay.min_ms + draw(seed, n) * (delay.max_ms - delay.min_ms));
    case 'normal':
      return (n) => clamp(delay.mean_ms + delay.deviation_ms * standardNormal(seed, n));
    case 'lognormal':
      return (n) => clamp(delay.median_ms * Math.exp(delay.sigma * standardNormal(seed, n)));
  }
}

/** Whether a delay differs from one match to the next. */
export function isRandom(delay: Delay | undefined): boolean {
  return typeof delay === 'object' && delay.type !== 'fixed';
}

function clamp(ms: number): number {
  return Math.min(Math.max(ms, 0), MAX_DELAY_MS);
}

/** Box and Muller's transform of two uniform draws. */
function standardNormal(seed: number, n: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - draw(seed, 2 * n)));
  return radius * Math.cos(2 * Math.PI * draw(seed, 2 * n + 1));
}
