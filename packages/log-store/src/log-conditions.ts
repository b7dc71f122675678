import { setImmediate } from 'node:timers/promises';
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { LogStoreError } from './errors.ts';
import { matchOf } from './full-text.ts';
import { isOneOf } from './id-set.ts';
import type { LogFilter, LogStatus } from './log-store.ts';
import type { LogTables } from './log-tables.ts';
import { firstIdAt } from './pending-entry.ts';
import type { LogConditions } from './select-entries.ts';

export interface ConditionsContext {
  readonly kysely: Kysely<LogTables>;
  readonly api: string | undefined;
}

/**
 * Turns a filter into conditions on entries: those on repeated values (endpoints, paths, senders) become conditions on
 * the ids of their rows, which are few.
 *
 * @throws {LogStoreError} `INVALID_PATH_REGEX`
 */
export async function logConditions(filter: LogFilter, context: ConditionsContext): Promise<LogConditions> {
  const endpointIds = await endpointsOf(filter, context);
  const pathIds = filter.pathRegex === undefined ? undefined : await pathsOf(filter.pathRegex, context.kysely);
  return {
    match: filter.q === undefined ? undefined : matchOf(filter.q),
    // Ids tell where to begin; they cannot tell where to end, since a slow request is written long after it arrived.
    firstId: filter.timeFrom === undefined ? undefined : firstIdAt(filter.timeFrom),
    where: (row) => {
      const conditions: Expression<SqlBool>[] = [isOneOf(row.ref('endpoint_id'), endpointIds)];
      if (pathIds !== undefined) conditions.push(isOneOf(row.ref('path_id'), pathIds));
      if (filter.correlationId !== undefined) conditions.push(row('correlation_id', '=', filter.correlationId));
      return row.and([
        ...conditions,
        ...statusConditions(row, filter.status),
        ...originConditions(row, filter),
        ...timeConditions(row, filter),
      ]);
    },
  };
}

/** The endpoints of this API that the filter admits. */
async function endpointsOf(filter: LogFilter, { kysely, api }: ConditionsContext): Promise<number[]> {
  let query = kysely.selectFrom('log_endpoints').select('id');
  if (api !== undefined) query = query.where('api', '=', api);
  if (filter.includeAdmin !== true) query = query.where('admin', '=', 0);
  if (filter.method !== undefined) query = query.where('method', '=', filter.method.toUpperCase());
  if (filter.operationId !== undefined) query = query.where('operation_id', '=', filter.operationId);
  return (await query.execute()).map(({ id }) => id);
}

/** How many paths are compared before others get a turn. */
const PATHS_AT_ONCE = 2_000;

async function pathsOf(pathRegex: string, kysely: Kysely<LogTables>): Promise<number[]> {
  const matches = await compilePathRegex(pathRegex);
  const ids: number[] = [];
  for (let last = 0; ; ) {
    const paths = await kysely
      .selectFrom('log_paths')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(PATHS_AT_ONCE)
      .execute();
    for (const { id, path } of paths) if (matches(path)) ids.push(id);
    const final = paths.at(-1);
    if (final === undefined) return ids;
    last = final.id;
    await setImmediate();
  }
}

async function compilePathRegex(pathRegex: string): Promise<(path: string) => boolean> {
  const { RE2JS } = await import('re2js');
  try {
    const pattern = RE2JS.compile(pathRegex);
    return (path) => pattern.test(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LogStoreError('INVALID_PATH_REGEX', `"${pathRegex}" is no regular expression of RE2: ${reason}`, {
      cause,
    });
  }
}

function statusConditions(
  row: ExpressionBuilder<LogTables, 'log_entries'>,
  status: LogFilter['status'],
): Expression<SqlBool>[] {
  if (status === undefined) return [];
  return [isOneOf(row.ref('status'), [...new Set([status].flat().flatMap(statusesOf))])];
}

function statusesOf(status: LogStatus): readonly number[] {
  if (typeof status === 'number') return [status];
  const first = Number(status[0]) * 100;
  return Array.from({ length: 100 }, (_, index) => first + index);
}

function originConditions(
  row: ExpressionBuilder<LogTables, 'log_entries'>,
  { sessionId, scenario, world }: LogFilter,
): Expression<SqlBool>[] {
  if (sessionId === undefined && scenario === undefined && world === undefined) return [];
  let origins = row.selectFrom('log_origins').select('log_origins.id');
  if (sessionId !== undefined) origins = origins.where('session_id', '=', sessionId);
  if (scenario !== undefined) origins = origins.where('scenario', '=', scenario);
  if (world !== undefined) origins = origins.where('world', 'is not distinct from', world === '' ? null : world);
  return [row('origin_id', 'in', origins)];
}

function timeConditions(
  row: ExpressionBuilder<LogTables, 'log_entries'>,
  { timeFrom, timeTo }: LogFilter,
): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  if (timeFrom !== undefined) conditions.push(row('time', '>=', timeFrom));
  if (timeTo !== undefined) conditions.push(row('time', '<', timeTo));
  return conditions;
}
