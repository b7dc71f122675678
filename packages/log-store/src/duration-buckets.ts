/** Buckets per doubling: each is at most 1/64 as wide as what it holds, so its middle is within 0.8 % of it. */
const PER_DOUBLING = 64;
/** Durations are stored in whole ticks of 100 nanoseconds. */
const TICKS_PER_MS = 10_000;

/**
 * The histogram bucket of a duration: as wide as the number is large (log-linear, as in HdrHistogram).
 *
 * @param durationMs In milliseconds. What is negative or no number falls into bucket 0.
 */
export function bucketOfDuration(durationMs: number): number {
  return bucketOfTicks(ticksOf(durationMs));
}

/** The middle of a bucket in milliseconds: within 1 % of every duration that falls into it, or within 50 ns. */
export function durationOfBucket(bucket: number): number {
  const doublings = Math.max(0, Math.floor(bucket / PER_DOUBLING) - 1);
  const width = 2 ** doublings;
  const first = (bucket - doublings * PER_DOUBLING) * width;
  return (first + (width - 1) / 2) / TICKS_PER_MS;
}

export function ticksOf(durationMs: number): number {
  const ticks = Math.round(durationMs * TICKS_PER_MS);
  return ticks > 0 ? Math.min(ticks, Number.MAX_SAFE_INTEGER) : 0;
}

export function millisecondsOf(ticks: number): number {
  return ticks / TICKS_PER_MS;
}

export function bucketOfTicks(ticks: number): number {
  // Bit operations see 32 bits only; halving shifts the bucket by a fixed number.
  if (ticks >= 2 ** 31) return bucketOfTicks(Math.floor(ticks / 2 ** 24)) + 24 * PER_DOUBLING;
  const doublings = Math.max(0, 25 - Math.clz32(ticks));
  return doublings * PER_DOUBLING + (ticks >> doublings);
}
