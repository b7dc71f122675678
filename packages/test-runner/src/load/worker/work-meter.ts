/**
 * How much of its time a thread works. A loop that watches the clock is never idle for the system: what it spends watching,
 * without sending or reading anything, is told here.
 */
export class WorkMeter {
  #watchedMs = 0;
  #idleMs: number = performance.eventLoopUtilization().idle;
  #since: number = performance.now();

  watched(ms: number): void {
    this.#watchedMs += ms;
  }

  /** The share of the time since the last call, from 0 to 1. */
  take(): number {
    const now = performance.now();
    const { idle } = performance.eventLoopUtilization();
    const elapsed = now - this.#since;
    const unused = this.#watchedMs + (idle - this.#idleMs);
    this.#since = now;
    this.#idleMs = idle;
    this.#watchedMs = 0;
    return elapsed <= 0 ? 0 : Math.min(1, Math.max(0, 1 - unused / elapsed));
  }
}
