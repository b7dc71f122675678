import { Worker } from 'node:worker_threads';
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
  const fromSources = import.meta.url.endsWith('.ts');
  const url = new URL(fromSources ? './worker/load-worker.ts' : './load-worker.js', import.meta.url);
  const execArgv = fromSources ? ['--conditions=@mockloop/source'] : [];
  const worker = new Worker(url, { workerData, execArgv });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  worker.on('message', (message: WorkerMessage) => {
    if (message.type === 'ready') ready.resolve();
    else onReport(message);
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
