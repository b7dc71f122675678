import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { WorkerCommand, WorkerMessage, WorkerPlan, WorkerReport } from './worker-plan.ts';

export interface RunningWorker {
  /** Settles when its code is loaded. */
  readonly ready: Promise<void>;
  start(zeroMs: number): void;
  /** Ends it early: its last report comes nevertheless. */
  stop(): void;
  /** Settles when its thread has ended; rejects when that was a mistake in its code. */
  readonly ended: Promise<void>;
}

/** Makes a thread for a part of the plan. */
export function startWorker(workerData: WorkerPlan, onReport: (report: WorkerReport) => void): RunningWorker {
  const worker = new Worker(...codeFor(workerData));
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  worker.on('message', (message: WorkerMessage) => {
    if (message.type === 'ready') ready.resolve();
    else onReport(message);
    // Nothing that it left open may keep it.
    if (message.type === 'done') void worker.terminate();
  });
  worker.on('error', ended.reject);
  worker.on('exit', () => ended.resolve());
  const send = (command: WorkerCommand): void => worker.postMessage(command);
  return {
    ready: Promise.race([ready.promise, ended.promise]),
    start: (zeroMs) => send({ type: 'start', zeroMs }),
    stop: () => send({ type: 'stop' }),
    ended: ended.promise,
  };
}

/** Bundlers put this module beside the worker's, or into a part that several entries share, one folder above. */
function codeFor(workerData: WorkerPlan): [url: URL, options: WorkerOptions] {
  const extension = path.extname(import.meta.url);
  const source = new URL('./load-worker.ts', import.meta.url);
  if (extension === '.ts') return [source, { workerData, execArgv: ['--conditions=@mockloop/source'] }];
  const beside = new URL(`./load-worker${extension}`, import.meta.url);
  return [existsSync(beside) ? beside : new URL(`./load/load-worker${extension}`, import.meta.url), { workerData }];
}
