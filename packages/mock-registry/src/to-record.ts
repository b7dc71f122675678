import type { LiveMock } from './live-mocks.ts';
import type { MockRecord } from './mock-record.ts';

/** What others get to see of a recorded mock. */
export function toRecord({ row, state }: LiveMock): MockRecord {
  return {
    name: row.name,
    state: state === 'silent' ? 'starting' : state,
    folder: row.folder ?? undefined,
    document: row.document,
    runtime: row.runtime,
    pid: row.pid ?? undefined,
    url: row.url ?? undefined,
    adminUrl: row.admin_url ?? undefined,
    databaseUrl: row.database_url ?? undefined,
    logFile: row.log_file,
    startedAt: row.started_at,
    isAttached: row.is_attached === 1,
  };
}
