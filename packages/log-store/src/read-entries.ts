import type { Kysely } from 'kysely';
import { millisecondsOf } from './duration-buckets.ts';
import type { LogEntry, StoredMessage } from './log-entry.ts';
import type { LogTables } from './log-tables.ts';
import { type IdRange, type LogConditions, selectEntries } from './select-entries.ts';

export interface ReadOptions extends IdRange {
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset?: number;
}

/** Reads whole entries in the order of their ids. */
export async function readEntries(
  kysely: Kysely<LogTables>,
  conditions: LogConditions,
  options: ReadOptions,
): Promise<LogEntry[]> {
  const rows = await entryQuery(kysely, conditions, options).execute();
  return rows.map(toEntry);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entryQuery>['execute']>>[number];

function entryQuery(kysely: Kysely<LogTables>, conditions: LogConditions, options: ReadOptions) {
  // The page is chosen from the narrow rows alone; only what is on it is joined.
  const { query, id } = selectEntries(kysely, conditions, options);
  const page = query
    .selectAll('log_entries')
    .orderBy(id, options.order)
    .limit(options.limit)
    .offset(options.offset ?? 0);
  return kysely
    .selectFrom(page.as('entry'))
    .innerJoin('log_endpoints as endpoint', 'endpoint.id', 'entry.endpoint_id')
    .innerJoin('log_origins as origin', 'origin.id', 'entry.origin_id')
    .innerJoin('log_paths as path', 'path.id', 'entry.path_id')
    .innerJoin('log_messages as request', 'request.id', 'entry.request_id')
    .innerJoin('log_headers as request_headers', 'request_headers.id', 'request.headers_id')
    .innerJoin('log_messages as response', 'response.id', 'entry.response_id')
    .innerJoin('log_headers as response_headers', 'response_headers.id', 'response.headers_id')
    .select(['entry.id', 'entry.time', 'entry.status', 'entry.duration', 'entry.query', 'entry.correlation_id'])
    .select([
      'entry.violations',
      'entry.decision',
      'endpoint.method',
      'endpoint.route',
      'endpoint.operation_id',
      'endpoint.admin',
    ])
    .select(['origin.client', 'origin.user_agent', 'origin.session_id', 'origin.scenario', 'origin.world', 'path.path'])
    .select(['request_headers.fields as request_fields', 'request.body as request_body'])
    .select(['request.size as request_size', 'request.truncated as request_truncated'])
    .select(['response_headers.fields as response_fields', 'response.body as response_body'])
    .select(['response.size as response_size', 'response.truncated as response_truncated'])
    .orderBy('entry.id', options.order);
}

function toEntry(row: EntryRow): LogEntry {
  return {
    id: String(row.id),
    time: new Date(row.time).toISOString(),
    method: row.method,
    path: row.path,
    query: row.query ?? '',
    ...(row.route !== null && { route: row.route }),
    ...(row.operation_id !== null && { operationId: row.operation_id }),
    status: row.status,
    durationMs: millisecondsOf(row.duration),
    request: toMessage(row.request_fields, row.request_body, [row.request_size, row.request_truncated]),
    response: toMessage(row.response_fields, row.response_body, [row.response_size, row.response_truncated]),
    ...(row.client !== null && { client: row.client }),
    ...(row.user_agent !== null && { userAgent: row.user_agent }),
    ...(row.world !== null && { world: row.world }),
    ...(row.session_id !== null && { sessionId: row.session_id }),
    ...(row.scenario !== null && { scenario: row.scenario }),
    ...(row.correlation_id !== null && { correlationId: row.correlation_id }),
    ...(row.violations !== null && { violations: JSON.parse(row.violations) }),
    ...(row.decision !== null && { decision: JSON.parse(row.decision) }),
    ...(row.admin === 1 && { admin: true }),
  };
}

function toMessage(
  fields: string,
  body: string | Uint8Array | null,
  [size, truncated]: readonly [size: number, truncated: number],
): StoredMessage {
  return {
    headers: JSON.parse(fields),
    ...(typeof body === 'string' && { body }),
    ...(body instanceof Uint8Array && { body: Buffer.from(body).toString('base64'), encoding: 'base64' }),
    size,
    truncated: truncated === 1,
  };
}
