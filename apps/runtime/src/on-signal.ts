import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Calls back on the first SIGINT or SIGTERM; the second one ends the process at once.
 *
 * @returns What ends that.
 */
export function onSignal(callback: () => void): () => void {
  let isStopping = false;
  const listener = (signal: (typeof SIGNALS)[number]): void => {
    if (isStopping) process.exit(128 + constants.signals[signal]);
    isStopping = true;
    callback();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    // What was asked to stop is stopping: the second signal still has to find its listener.
    if (isStopping) return;
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}
