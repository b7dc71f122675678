import type { Environment } from '../environment.ts';
import { onSignal } from '../on-signal.ts';
import { onParentGone } from '../parent.ts';

/** When a mock is to stop, over all its restarts. */
export interface End extends Disposable {
  /** Aborted when the process is told to stop. */
  readonly signal: AbortSignal;
  /** From the first call on the mock is asked to stop; until then a signal ends the process at once, as there is nothing to lose. */
  watch(): void;
}

export function watchForEnd({ isAttached }: Pick<Environment, 'isAttached'>): End {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const undo: (() => void)[] = [];
  return {
    signal: controller.signal,
    watch() {
      if (undo.length > 0) return;
      undo.push(onSignal(stop));
      if (isAttached) undo.push(onParentGone(stop));
    },
    [Symbol.dispose]() {
      for (const one of undo.splice(0)) one();
    },
  };
}
