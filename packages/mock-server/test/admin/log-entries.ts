import type { NewLogEntry } from '@mockloop/log-store';
import type { Admin } from './open-admin.ts';

/** Puts entries into the log of a mock as if they had been answered. */
export async function appendEntries({ mock }: Admin, entries: readonly Partial<NewLogEntry>[]): Promise<void> {
  const message = { headers: [], size: 0 };
  for (const values of entries) {
    await mock.logs.append({
      ...{ time: Date.now(), method: 'GET', path: '/v2/items', query: '', route: '/items', operationId: 'listItems' },
      ...{ status: 200, durationMs: 10, request: message, response: message },
      ...values,
    });
  }
  await mock.logs.flush();
}
