import { constants } from 'node:os';

/** Calls back on the first SIGINT or SIGTERM; the second one ends the process at once. */
export function onSignal(callback: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(128 + constants.signals[signal]);
      isStopping = true;
      void callback();
    });
  }
}
