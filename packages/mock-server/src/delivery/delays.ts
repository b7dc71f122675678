import { setImmediate } from 'node:timers/promises';

/** What a timer of Node takes; a longer one would fire at once. */
const MAX_MS = 2 ** 31 - 1;

/** Holds answers back. */
export class Delays {
  readonly #pending = new Set<() => void>();
  #isOver = false;

  /** For so many milliseconds, but no longer than `signal` is unaborted: then nobody waits for the answer any more. */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        this.#pending.delete(end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(ms, MAX_MS));
      this.#pending.add(end);
      signal?.addEventListener('abort', end);
      if (this.#isOver || signal?.aborted === true) end();
    });
  }

  /** Lets everything go that is held back, and holds nothing back from now on. Done when those who waited have gone on. */
  async end(): Promise<void> {
    this.#isOver = true;
    for (const end of this.#pending) end();
    await setImmediate();
  }
}
