import type { Arrivals } from './arrivals.ts';
import type { Transport } from './exchange.ts';
import type { WorkMeter } from './work-meter.ts';

export interface OpenLoopOptions {
  readonly arrivals: Arrivals;
  /** The end of the warm-up, in milliseconds of `performance.now()`. */
  readonly zero: number;
  readonly transport: Transport;
  readonly meter: WorkMeter;
  /** Sends the request that is due. */
  readonly send: (intendedAt: number) => void;
  readonly onEnd: () => void;
}

/** Timers are a millisecond or two late: from here on the clock is watched. */
const WATCH_WITHIN_MS = 2;
/** So many that are late are sent at once, before answers are read again. */
const MAX_AT_ONCE = 64;

/** Sends each request when it is due, whatever has become of the others. */
export class OpenLoop {
  readonly #options: OpenLoopOptions;
  #stopped = false;
  #watchedSince: number | undefined;
  #reads = 0;

  constructor(options: OpenLoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#tick();
  }

  stop(): void {
    this.#stopped = true;
  }

  readonly #tick = (): void => {
    const { arrivals, zero } = this.#options;
    if (this.#stopped) return;
    const now = performance.now();
    this.#countWatching(now);
    if (this.#sendDue(now) > 0) this.#watchedSince = undefined;
    if (arrivals.dueMs === Number.POSITIVE_INFINITY) this.#options.onEnd();
    else this.#wait(zero + arrivals.dueMs - now);
  };

  #countWatching(now: number): void {
    const { transport, meter } = this.#options;
    if (this.#watchedSince !== undefined && transport.reads === this.#reads) meter.watched(now - this.#watchedSince);
    this.#reads = transport.reads;
    this.#watchedSince = now;
  }

  #sendDue(now: number): number {
    const { arrivals, zero, send } = this.#options;
    let count = 0;
    while (zero + arrivals.dueMs <= now && count < MAX_AT_ONCE) {
      send(zero + arrivals.dueMs);
      arrivals.next();
      count++;
    }
    return count;
  }

  #wait(ms: number): void {
    if (ms > WATCH_WITHIN_MS) {
      this.#watchedSince = undefined;
      setTimeout(this.#tick, Math.floor(ms - 1));
    } else setImmediate(this.#tick);
  }
}
