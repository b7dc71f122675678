import type { Kysely } from 'kysely';
import type { LogDimension } from './log-store.ts';
import type { LogTables } from './log-tables.ts';

export const HOUR_MS = 3_600_000;
/** Hours are counted from 2025 on, which keeps their numbers small. */
export const FIRST_HOUR: number = Date.UTC(2025, 0, 1) / HOUR_MS;

/** Requests that no operation of the document matched are one endpoint per method: their paths may be anything. */
const NO_ROUTE = '(no matching path)';

/**
 * What the codes of a dimension stand for: ids of endpoints or of origins, hours, or nothing where the status says all.
 *
 * @returns '' for entries without a value, e.g. without a session.
 */
export async function codeNames(
  kysely: Kysely<LogTables>,
  by: LogDimension,
): Promise<(code: number, status: number) => string> {
  if (by === 'status') return (_, status) => String(status);
  if (by === 'hour') return (hour) => new Date((FIRST_HOUR + hour) * HOUR_MS).toISOString().replace('.000Z', 'Z');
  const names = by === 'client' || by === 'session' ? await originNames(kysely, by) : await endpointNames(kysely, by);
  return (id) => names.get(id) ?? '';
}

async function endpointNames(kysely: Kysely<LogTables>, by: 'endpoint' | 'method'): Promise<Map<number, string>> {
  const rows = await kysely.selectFrom('log_endpoints').select(['id', 'method', 'route']).execute();
  return new Map(
    rows.map(({ id, method, route }) => [id, by === 'method' ? method : `${method} ${route ?? NO_ROUTE}`]),
  );
}

async function originNames(kysely: Kysely<LogTables>, by: 'client' | 'session'): Promise<Map<number, string>> {
  const column = by === 'client' ? 'client' : 'session_id';
  const rows = await kysely
    .selectFrom('log_origins')
    .select(['id', `${column} as name`])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name ?? '']));
}
