import type { TimedStage } from '../timeline.ts';

/** Sums of levels and seconds are not exact: 0.1 × 3 is above 0.3. */
const ROUNDING = 1e-9;

/**
 * When requests are due, evenly spaced: request k at the moment at which the sum of the rate reaches k. Knows the requests
 * of one worker only: every n-th, so that those of all workers are evenly spaced, too.
 */
export class Arrivals {
  readonly #timeline: readonly TimedStage[];
  readonly #offset: number;
  readonly #stride: number;
  #at = 0;
  #index: number;
  #dueMs = Number.POSITIVE_INFINITY;

  /** @param offset From 0, below `stride`: which of the workers it is. */
  constructor(timeline: readonly TimedStage[], offset: number, stride: number) {
    this.#timeline = timeline;
    this.#offset = offset;
    this.#stride = stride;
    const first = timeline[0]?.before ?? 0;
    this.#index = first + ((((offset - first) % stride) + stride) % stride);
    this.#findDue();
  }

  /** When the next request is due, in milliseconds since the end of the warm-up. Infinity: never. */
  get dueMs(): number {
    return this.#dueMs;
  }

  /** The stage of the next request. -1: the warm-up. */
  get stage(): number {
    return this.#timeline[this.#at]?.stage ?? -1;
  }

  /** Which request of all workers' requests is the next. Below 0 in the warm-up. */
  get index(): number {
    return this.#index;
  }

  next(): void {
    this.#index += this.#stride;
    this.#findDue();
  }

  /** How many of this worker's requests are due up to a moment, the warm-up's not counted. */
  countUntil(ms: number): number {
    const stage = this.#timeline.findLast(({ startMs, stage }) => stage >= 0 && startMs <= ms);
    if (stage === undefined) return 0;
    const seconds = (Math.min(ms, stage.endMs) - stage.startMs) / 1000;
    const slope = ((stage.to - stage.from) * 1000) / (stage.endMs - stage.startMs);
    const sum = stage.before + stage.from * seconds + (slope * seconds ** 2) / 2;
    return Math.max(0, Math.ceil((Math.ceil(sum - ROUNDING) - this.#offset) / this.#stride));
  }

  #findDue(): void {
    let stage = this.#timeline[this.#at];
    while (stage !== undefined && this.#index >= stage.after - ROUNDING) stage = this.#timeline[++this.#at];
    this.#dueMs = stage === undefined ? Number.POSITIVE_INFINITY : stage.startMs + msInto(stage, this.#index);
  }
}

/** Solves `from·t + (to - from)/duration·t²/2 = index - before` in the form that also holds where the rate is even. */
function msInto(stage: TimedStage, index: number): number {
  const count = index - stage.before;
  if (count <= 0) return 0;
  const rate = stage.from / 1000;
  const slope = (stage.to - stage.from) / 1000 / (stage.endMs - stage.startMs);
  return (2 * count) / (rate + Math.sqrt(Math.max(0, rate ** 2 + 2 * slope * count)));
}
