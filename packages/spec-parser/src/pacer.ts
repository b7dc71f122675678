import { setImmediate } from 'node:timers/promises';

/** How long work may go on before others get their turn. */
const SLICE_MS = 4;

/** How many steps go by between two looks at the clock. */
const STEPS_PER_LOOK = 8;

/** Divides long work into slices, so that a server in the same thread goes on answering. */
export class Pacer {
  readonly #signal: AbortSignal | undefined;
  #steps = 0;
  #sliceStart = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** To be asked after every small step. True when it is time to `pause`. */
  get isDue(): boolean {
    this.#steps += 1;
    if (this.#steps < STEPS_PER_LOOK) return false;
    this.#steps = 0;
    return performance.now() - this.#sliceStart >= SLICE_MS;
  }

  /** @throws The signal's reason where it is aborted. */
  async pause(): Promise<void> {
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#sliceStart = performance.now();
  }
}
