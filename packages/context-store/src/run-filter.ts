import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { checkOneOf, checkTime } from './check-input.ts';
import type { Ownership } from './ownership.ts';
import type { RunStatus } from './run-record.ts';
import { RUN_KINDS, RUN_STATUSES } from './run-rows.ts';
import type { RunFilter } from './run-store.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';

type RunConditions = (row: ExpressionBuilder<StoreTables, 'runs'>) => Expression<SqlBool>;

/** @throws {ContextStoreError} `INVALID_INPUT` */
export function runConditions(filter: RunFilter, ownership: Ownership, connection: StoreConnection): RunConditions {
  const { kind, status, serverUrl, documentDigest, sessionId, scheduleId, startedFrom, startedBefore } = filter;
  const statuses = status === undefined ? undefined : [status].flat().map(checkStatus);
  const living = ownership.living(connection);
  const occurrences = connection.selectFrom('occurrences').select('id');
  return (row) => {
    const conditions: (Expression<SqlBool> | undefined)[] = [
      given(kind, (value) => row('kind', '=', checkOneOf('kind', value, RUN_KINDS))),
      given(statuses, (values) => row.or(values.map((value) => hasStatus(row, value, living)))),
      given(serverUrl, (value) => row('server_url', '=', value)),
      given(documentDigest, (value) => row('document_digest', '=', value)),
      given(sessionId, (value) => row('session_id', '=', value)),
      given(scheduleId, (value) => row('occurrence_id', 'in', occurrences.where('schedule_id', '=', value))),
      given(startedFrom, (value) => row('started_at', '>=', checkTime('startedFrom', value))),
      given(startedBefore, (value) => row('started_at', '<', checkTime('startedBefore', value))),
    ];
    return row.and(conditions.filter((condition) => condition !== undefined));
  };
}

function given<Value>(
  value: Value | undefined,
  condition: (value: Value) => Expression<SqlBool>,
): Expression<SqlBool> | undefined {
  return value === undefined ? undefined : condition(value);
}

function checkStatus(status: RunStatus): RunStatus {
  return checkOneOf('status', status, RUN_STATUSES);
}

function hasStatus(
  row: ExpressionBuilder<StoreTables, 'runs'>,
  status: RunStatus,
  living: ReturnType<Ownership['living']>,
): Expression<SqlBool> {
  if (status === 'running') return row.and([row('status', '=', 'running'), row('owner', 'in', living)]);
  if (status !== 'interrupted') return row('status', '=', status);
  return row.and([
    row('status', '=', 'running'),
    row.or([row('owner', 'is', null), row.not(row('owner', 'in', living))]),
  ]);
}
