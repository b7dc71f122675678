import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ContextStore } from './context-store.ts';
import { createNotifications } from './notifications.ts';
import { Ownership } from './ownership.ts';
import { prune } from './prune.ts';
import { createRuns } from './runs.ts';
import { createSchedules } from './schedules.ts';
import { createSessions } from './sessions.ts';
import { StoreDatabase } from './store-database.ts';

export interface OpenContextStoreOptions {
  /** The folder of state that processes share; the database is `context.db` in it. This or `url`. */
  readonly home?: string | undefined;
  /** The database: a path, `sqlite:<path>`, `file:///<path>` or `:memory:`. */
  readonly url?: string | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /**
   * What is under way in a process that has not been heard of for so long reads as interrupted, in milliseconds; all that
   * share a database take the same. Default 30,000.
   */
  readonly staleAfterMs?: number | undefined;
}

const MAX_STALE_MS = 24 * 60 * 60 * 1_000;

/**
 * Opens the store of a state folder. The database itself is opened by the first call, and made by the first that writes.
 *
 * @throws {TypeError} unless one of `home` and `url` is given, and `staleAfterMs` is 100 to 86,400,000
 * @throws {DatabaseError} `UNSUPPORTED_URL`
 */
export function openContextStore(options: OpenContextStoreOptions): ContextStore {
  const { now = Date.now, staleAfterMs = 30_000 } = options;
  if (!(staleAfterMs >= 100 && staleAfterMs <= MAX_STALE_MS)) {
    throw new TypeError(`staleAfterMs is ${staleAfterMs}; it must be 100 to ${MAX_STALE_MS}.`);
  }
  const database = new StoreDatabase(urlOf(options));
  const ownership = new Ownership({ database, owner: randomUUID(), now, staleAfterMs });
  const context = { database, ownership, now, newId: randomUUID };
  const close = async (): Promise<void> => {
    await ownership.close();
    await database.close();
  };
  return {
    ...createRuns(context),
    ...createSessions(context),
    ...createSchedules(context),
    ...createNotifications(context),
    prune: (wanted) => prune(context, wanted),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function urlOf({ home, url }: OpenContextStoreOptions): string {
  if (url !== undefined && home === undefined) return url;
  if (home !== undefined && url === undefined) return path.join(home, 'context.db');
  throw new TypeError('Give the folder of state (home) or a database (url), one of the two.');
}
