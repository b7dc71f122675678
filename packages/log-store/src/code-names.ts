import type { Kysely } from 'kysely';
import type { LogDimension } from './log-store.ts';
import type { LogTables } from './log-tables.ts';

/** How long the intervals of a dimension are, in milliseconds, where it is one of time. */
export const UNIT_MS: Readonly<Partial<Record<LogDimension, number>>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
};

/** Requests that no operation of the document matched are one endpoint per method: their paths may be anything. */
const NO_ROUTE = '(no matching path)';

/**
 * What the codes of a dimension stand for: ids of endpoints or of origins, hours (or
 * minutes, or seconds) since the epoch, or nothing where the status says all.
 *
 * @returns '' for entries without a value, e.g. without a session.
 */
export async function codeNames(
  kysely: Kysely<LogTables>,
  by: LogDimension,
): Promise<(code: number, status: number) => string> {
  if (by === 'status') return (_, status) => String(status);
  const unitMs = UNIT_MS[by];
  if (unitMs !== undefined) return (unit) => new Date(unit * unitMs).toISOString().replace('.000Z', 'Z');
  const names = by === 'client' || by === 'session' ? await originNames(kysely, by) : await endpointNames(kysely, by);
  return (id) => names.get(id) ?? '';
}

async function endpointNames(kysely: Kysely<LogTables>, by: LogDimension): Promise<Map<number, string>> {
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
