import { databaseLocation } from '@mockloop/database';
import { DatabaseLogStore } from './database-log-store.ts';
import type { LogStore } from './log-store.ts';
import type { OpenLogStoreOptions } from './log-store-options.ts';

/**
 * Opens the log of an API. The database itself is opened with the first entry or question, or half a second later: what
 * is wrong with it goes to `onProblem`, and entries stay in memory until it can be written.
 *
 * @throws {DatabaseError} `UNSUPPORTED_URL`
 */
export async function openLogStore(options: OpenLogStoreOptions): Promise<LogStore> {
  databaseLocation(options.url ?? ':memory:');
  return new DatabaseLogStore(options);
}
