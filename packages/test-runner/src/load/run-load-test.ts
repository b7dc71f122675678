import { type CollectedSecond, Collector } from './collector.ts';
import { findAddress } from './find-address.ts';
import { findKnee } from './find-knee.ts';
import { LiveWatch } from './live-watch.ts';
import type { LoadTestOptions } from './load-options.ts';
import type { LoadResult } from './load-result.ts';
import { loadResultOf } from './load-result-of.ts';
import { type LoadSetup, setUpLoad, workerPlanOf } from './load-setup.ts';
import type { Ending } from './measurement.ts';
import { measurementOf } from './measurement-of.ts';
import { startWorker } from './start-worker.ts';
import type { WorkerReport } from './worker-plan.ts';

/** Between the last thread's being ready and the first request. */
const START_MS = 20;
const CANCELLED: Ending = { status: 'cancelled', reason: 'It was cancelled.' };

/**
 * Sends load to a server and measures what becomes of it. Whether that server may be put under load is for the caller to
 * decide.
 *
 * @throws {TypeError} When the plan makes no sense. Whatever the target does is a result, and what `onProgress` throws is
 * thrown once the run has ended.
 */
export async function runLoadTest(options: LoadTestOptions): Promise<LoadResult> {
  return await (options.knee === undefined ? runOnce(options) : findKnee(options, options.knee, runOnce));
}

async function runOnce(options: LoadTestOptions): Promise<LoadResult> {
  const setup = setUpLoad(options);
  const found = await findAddress({ hostname: setup.url.hostname, port: setup.port }, options.signal);
  const run = new Run(setup);
  if ('address' in found) await run.carryOut(found.address);
  else run.end(options.signal?.aborted === true ? CANCELLED : { status: 'aborted', reason: found.problem });
  return loadResultOf(measurementOf(setup, run));
}

/** A run under way: what was collected so far, and how it ended. */
class Run {
  readonly collector: Collector;
  startedAt: Date = new Date();
  ending: Ending | undefined;
  readonly #setup: LoadSetup;
  readonly #watch: LiveWatch;
  #stop: () => void = () => undefined;
  #mistake: { readonly cause: unknown } | undefined;

  constructor(setup: LoadSetup) {
    const { options, timeline, thresholds, watched, workers } = setup;
    const { abortOnThreshold = false, deadAfterSeconds = 5, onProgress, stages } = options;
    const steps = new Set(stages.keys().filter((index) => stages[index]?.type === 'step'));
    this.#setup = setup;
    this.#watch = new LiveWatch({
      ...{ timeline, thresholds, watched, steps, abortOnThreshold, deadAfterSeconds, onProgress },
    });
    const onSecond = (second: number, collected: CollectedSecond): void => this.#see(second, collected);
    this.collector = new Collector({ workers, watched: watched.length, timeline, onSecond });
  }

  /** Ends with the last worker. */
  async carryOut(address: string): Promise<void> {
    const { workers: count, options } = this.#setup;
    const workers = Array.from({ length: count }, (_, index) =>
      startWorker(workerPlanOf(this.#setup, address, index), (report) => this.#receive(index, report)),
    );
    this.#stop = () => {
      for (const worker of workers) worker.stop();
    };
    const cancel = (): void => this.end(CANCELLED);
    options.signal?.addEventListener('abort', cancel);
    try {
      await Promise.all(workers.map(({ ready }) => ready));
      this.#start(workers);
      await Promise.all(workers.map(({ ended }) => ended));
      this.ending ??= this.#watch.finish();
    } finally {
      options.signal?.removeEventListener('abort', cancel);
      this.#stop();
    }
    if (this.#mistake !== undefined) throw this.#mistake.cause;
  }

  /** The first reason to end is the one that counts. */
  end(ending: Ending): void {
    this.ending ??= ending;
    this.#stop();
  }

  #start(workers: readonly { start(zeroMs: number): void }[]): void {
    const warmUpMs = (this.#setup.options.warmUpSeconds ?? 0) * 1000;
    const zeroMs = Number(process.hrtime.bigint()) / 1e6 + START_MS + warmUpMs;
    this.startedAt = new Date(Date.now() + START_MS + warmUpMs);
    for (const worker of workers) worker.start(zeroMs);
    if (this.#setup.options.signal?.aborted === true) this.end(CANCELLED);
  }

  /** What `onProgress` throws ends the run, not the process. */
  #receive(worker: number, report: WorkerReport): void {
    try {
      this.collector.receive(worker, report);
    } catch (cause) {
      this.#mistake ??= { cause };
      this.#stop();
    }
  }

  #see(second: number, collected: CollectedSecond): void {
    const ending = this.#watch.see(second, collected);
    if (ending !== undefined) this.end(ending);
  }
}
