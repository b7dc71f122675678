import { type LogStore, type NewLogEntry, openLogStore } from '@mockloop/log-store';
import { onTestFinished } from 'vitest';

/** An entry with defaults for what a test does not care about. */
function entryOf(values: Partial<NewLogEntry>): NewLogEntry {
  const message = { headers: [], size: 0 };
  return {
    time: Date.UTC(2026, 10, 21, 10, 59),
    method: 'GET',
    path: '/pets',
    query: '',
    route: '/pets',
    status: 200,
    durationMs: 10,
    request: message,
    response: message,
    ...values,
  };
}

/** A log in memory with these entries. */
export async function logOf(entries: readonly Partial<NewLogEntry>[]): Promise<LogStore> {
  const log = await openLogStore({ api: 'Petstore' });
  onTestFinished(() => log.close());
  for (const entry of entries) await log.append(entryOf(entry));
  await log.flush();
  return log;
}
