import type { Delay } from '@mockloop/scenarios';

/** What `--latency` takes, e.g. `200` or `normal:200,50`. */
export const LATENCY_HELP =
  '200, uniform:100,300, normal:200,50 (mean, deviation) or lognormal:200,0.4 (median, sigma)';

/**
 * Reads a delay in milliseconds.
 *
 * @returns `undefined` where the text is none.
 */
export function parseLatency(text: string): Delay | undefined {
  const [, type = 'fixed', list = ''] = /^(?:([a-z]+):)?([0-9.,]+)$/.exec(text) ?? [];
  const numbers = list.split(',');
  if (!numbers.every((number) => /^[0-9]{1,9}(\.[0-9]{1,9})?$/.test(number))) return undefined;
  const [first = 0, second = 0] = numbers.map(Number);
  if (type === 'fixed') return numbers.length === 1 ? first : undefined;
  if (numbers.length !== 2) return undefined;
  if (type === 'uniform') return first <= second ? { type, min_ms: first, max_ms: second } : undefined;
  if (type === 'normal') return { type, mean_ms: first, deviation_ms: second };
  return type === 'lognormal' ? { type, median_ms: first, sigma: second } : undefined;
}
