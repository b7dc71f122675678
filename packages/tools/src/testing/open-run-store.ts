import { type ContextStore, openContextStore } from '@mockloop/context-store';
import type { ToolServices } from '../tool-context.ts';

/** What is older goes, and runs beyond so many. */
const KEPT_DAYS = 90;
const KEPT_RUNS = 1_000;

const DAY_MS = 86_400_000;

/** Opens the store of runs, sessions and schedules, and has it forget what is old. */
export function openRunStore({ home, now, log, onClose }: Omit<ToolServices, 'contextStore'>): ContextStore {
  const store = openContextStore({ home, now });
  const before = new Date(now() - KEPT_DAYS * DAY_MS).toISOString();
  const pruned = store.prune({ before, keepRuns: KEPT_RUNS }).catch((error: unknown) => {
    log(`Old runs are not removed: ${String(error)}`);
  });
  onClose(async () => {
    await pruned;
    await store.close();
  });
  return store;
}
