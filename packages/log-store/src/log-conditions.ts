import { setImmediate } from 'node:timers/promises';
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { LogStoreError } from './errors.ts';
import { matchExpression } from './full-text.ts';
import { isOneOf } from './id-set.ts';
import type { LogFilter } from './log-store.ts';
import type { LogTables } from './log-tables.ts';
import { firstIdAt } from './pending-entry.ts';

/** A filter that was looked up: what must hold of a row of `log_entries`. */
export type LogConditions = (row: ExpressionBuilder<LogTables, 'log_entries'>) => Expression<SqlBool>;

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
  const match = filter.q === undefined ? undefined : matchExpression(filter.q);
  return (row) => {
    const conditions: Expression<SqlBool>[] = [isOneOf(row.ref('endpoint_id'), endpointIds)];
    if (pathIds !== undefined) conditions.push(isOneOf(row.ref('path_id'), pathIds));
    if (match !== undefined) conditions.push(match);
    conditions.push(...statusConditions(row, filter.status), ...originConditions(row, filter));
    if (filter.correlationId !== undefined) conditions.push(row('correlation_id', '=', filter.correlationId));
    if (filter.timeFrom !== undefined) {
      conditions.push(row('time', '>=', filter.timeFrom), row('id', '>=', firstIdAt(filter.timeFrom)));
    }
    if (filter.timeTo !== undefined) conditions.push(row('time', '<', filter.timeTo));
    return row.and(conditions);
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
    return (path) => pattern.matcher(path).find();
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
  if (typeof status === 'number') return [row('status', '=', status)];
  const first = Number(status[0]) * 100;
  return [row.between('status', first, first + 99)];
}

function originConditions(
  row: ExpressionBuilder<LogTables, 'log_entries'>,
  { sessionId, scenario }: LogFilter,
): Expression<SqlBool>[] {
  if (sessionId === undefined && scenario === undefined) return [];
  let origins = row.selectFrom('log_origins').select('log_origins.id');
  if (sessionId !== undefined) origins = origins.where('session_id', '=', sessionId);
  if (scenario !== undefined) origins = origins.where('scenario', '=', scenario);
  return [row('origin_id', 'in', origins)];
}
