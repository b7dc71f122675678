import type { Delay } from '../scenario.ts';

/**
 * What a delay comes to at worst among so many draws, in milliseconds: its end where it has one, else the value that one
 * draw in `draws` exceeds.
 */
export function worstOf(delay: Delay, draws: number): number {
  if (typeof delay === 'number') return delay;
  const z = normalQuantile(1 - 1 / Math.max(2, draws));
  switch (delay.type) {
    case 'fixed':
      return delay.ms;
    case 'uniform':
      return delay.max_ms;
    case 'normal':
      return delay.mean_ms + z * delay.deviation_ms;
    case 'lognormal':
      return delay.median_ms * Math.exp(z * delay.sigma);
  }
}

/** The same delay, shorter by a factor, to a tenth of a millisecond. Its form stays. */
export function scaleDelay(delay: Delay, factor: number): Delay {
  const scale = (ms: number): number => Math.round(ms * factor * 10) / 10;
  if (typeof delay === 'number') return scale(delay);
  switch (delay.type) {
    case 'fixed':
      return { ...delay, ms: scale(delay.ms) };
    case 'uniform':
      return { ...delay, min_ms: scale(delay.min_ms), max_ms: scale(delay.max_ms) };
    case 'normal':
      return { ...delay, mean_ms: scale(delay.mean_ms), deviation_ms: scale(delay.deviation_ms) };
    case 'lognormal':
      return { ...delay, median_ms: scale(delay.median_ms) };
  }
}

/** The value that a standard normal draw does not exceed with a probability of at least one half (Abramowitz and Stegun 26.2.23, to 4.5e-4). */
function normalQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - probability));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t ** 2;
  const below = 1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3;
  return t - above / below;
}
