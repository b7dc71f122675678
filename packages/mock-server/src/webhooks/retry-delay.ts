import { createHash } from 'node:crypto';

const MAX_DELAY_MS = 600_000;
/** A receiver that asks for a longer pause is not asked again. */
export const MAX_RETRY_AFTER_MS = 3_600_000;

export interface RetryOptions {
  /** Tries so far, from 1. */
  readonly attempt: number;
  /** Before the second try, in milliseconds. */
  readonly firstDelayMs: number;
  /** What the receiver asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The jitter is drawn from it. */
  readonly seed: string;
}

/** How long to wait before the next try, in milliseconds: twice as long each time, less up to half of it at random. */
export function retryDelay({ attempt, firstDelayMs, retryAfterMs = 0, seed }: RetryOptions): number {
  const longest = Math.min(MAX_DELAY_MS, firstDelayMs * 2 ** (attempt - 1));
  const draw = createHash('sha256').update(`${seed} ${attempt}`).digest().readUInt32BE() / 2 ** 32;
  return Math.max(Math.round(longest * (1 - draw / 2)), retryAfterMs);
}

/** Whether an answer of this status may be another one later: too slow, too many, or the server's own failure. */
export function isRetryable(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * `Retry-After`, seconds or a date (RFC 9110 §10.2.3), in milliseconds from now.
 *
 * @returns `undefined` where it is absent or unreadable.
 */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const time = Date.parse(value);
  return Number.isNaN(time) || !/[a-z]/i.test(value) ? undefined : Math.max(0, time - now);
}
