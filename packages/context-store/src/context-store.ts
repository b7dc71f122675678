import type { NotificationStore } from './notification-store.ts';
import type { Pruned, PruneOptions } from './prune.ts';
import type { RunStore } from './run-store.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { SessionStore } from './session-store.ts';

/**
 * What testing leaves behind, as all processes that share a state folder see it: runs, sessions, schedules, and messages that
 * are to be delivered. Everything rejects with `STORE_FAILED` where the database cannot be read or written.
 */
export interface ContextStore extends RunStore, SessionStore, ScheduleStore, NotificationStore, AsyncDisposable {
  /** Deletes what is no longer wanted. @throws {ContextStoreError} `INVALID_INPUT` */
  prune(options: PruneOptions): Promise<Pruned>;
  /** Waits for what is being written. What this store has under way reads as interrupted from then on. */
  close(): Promise<void>;
}
