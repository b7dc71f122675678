import { ContextStoreError } from './context-store-error.ts';
import type { ClaimedOccurrence } from './schedule-record.ts';
import type { ScheduleStore } from './schedule-store.ts';

export interface SchedulerOptions {
  readonly store: Pick<ScheduleStore, 'claimDue' | 'finishOccurrence' | 'msUntilDue'>;
  /**
   * Runs an occurrence. Where it rejects, the occurrence has failed. The signal is aborted when the scheduler is closed.
   */
  readonly run: (occurrence: ClaimedOccurrence, signal: AbortSignal) => Promise<void>;
  /** How many occurrences are run at once. Default 4. */
  readonly maxConcurrent?: number | undefined;
  /** Calls back once after some milliseconds, unless what it returns is called. Default: a timer that keeps no process alive. */
  readonly setTimer?: ((callback: () => void, ms: number) => () => void) | undefined;
  /** Told what goes wrong with the store; it is tried again. */
  readonly onProblem?: ((error: unknown) => void) | undefined;
}

/** Runs what is due, as long as its process lives. */
export interface Scheduler extends AsyncDisposable {
  /** Looks at once for what is due: after a schedule was made. */
  wake(): void;
  /** Starts nothing more, aborts what is being run and waits for it. */
  close(): Promise<void>;
}

/**
 * How long it sleeps at most, in milliseconds: other processes make schedules too, and timers stand still while a machine
 * sleeps.
 */
const MAX_SLEEP_MS = 15_000;

/** Runs the schedules of a store in this process. Any number of processes may do so at once. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { store, run, maxConcurrent = 4, setTimer = setUnrefTimer, onProblem = () => undefined } = options;
  const ending = new AbortController();
  const running = new Set<Promise<void>>();
  /** What has been run, and could not be written down: why it failed, by id. */
  const unfinished = new Map<string, string | undefined>();
  let looking: Promise<void> | undefined;
  let isWoken = false;
  let cancelTimer = (): void => undefined;

  const finish = async (id: string, failure: string | undefined): Promise<void> => {
    try {
      unfinished.delete(id);
      await store.finishOccurrence(id, failure);
    } catch (error) {
      // Nothing of its schedule is run before it has ended.
      if (error instanceof ContextStoreError && error.code === 'STORE_FAILED') unfinished.set(id, failure);
      onProblem(error);
    }
  };

  const runOne = async (occurrence: ClaimedOccurrence): Promise<void> => {
    let failure: string | undefined;
    try {
      await run(occurrence, ending.signal);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    await finish(occurrence.id, failure);
  };

  const start = (occurrence: ClaimedOccurrence): void => {
    const one = runOne(occurrence).finally(() => {
      running.delete(one);
      wake();
    });
    running.add(one);
  };

  /** @returns How long to sleep. */
  const look = async (): Promise<number> => {
    for (const [id, failure] of [...unfinished]) await finish(id, failure);
    const free = maxConcurrent - running.size;
    // Whatever ends wakes it.
    if (free <= 0 || ending.signal.aborted) return MAX_SLEEP_MS;
    for (const occurrence of await store.claimDue(free)) start(occurrence);
    const untilDue = running.size < maxConcurrent ? await store.msUntilDue() : undefined;
    return Math.min(untilDue ?? MAX_SLEEP_MS, MAX_SLEEP_MS);
  };

  const lookAgain = async (): Promise<void> => {
    let sleepMs = MAX_SLEEP_MS;
    do {
      isWoken = false;
      sleepMs = await look().catch((error: unknown) => {
        onProblem(error);
        return MAX_SLEEP_MS;
      });
    } while (isWoken && !ending.signal.aborted);
    if (!ending.signal.aborted) cancelTimer = setTimer(wake, sleepMs);
  };

  const wake = (): void => {
    if (ending.signal.aborted) return;
    cancelTimer();
    isWoken = true;
    looking ??= lookAgain().finally(() => {
      looking = undefined;
      // Woken when it was about to sleep.
      if (isWoken) wake();
    });
  };

  const close = async (): Promise<void> => {
    ending.abort();
    cancelTimer();
    await looking;
    await Promise.all(running);
  };

  wake();
  return { wake, close, [Symbol.asyncDispose]: close };
}

function setUnrefTimer(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms).unref();
  return () => clearTimeout(timer);
}
