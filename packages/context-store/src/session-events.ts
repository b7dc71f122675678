import type { Selectable } from 'kysely';
import { checkOneOf, checkText, checkWord, cutText } from './check-input.ts';
import { ContextStoreError } from './context-store-error.ts';
import { countRows } from './count-rows.ts';
import type { RunRecord } from './run-record.ts';
import type { NewSessionEvent, SessionEvent, Severity } from './session-record.ts';
import type { SessionEventFilter, SessionEventPage } from './session-store.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';
import { fromJson, MAX_PROGRESS_BYTES, toJson } from './stored-json.ts';
import { toTime } from './to-time.ts';

type EventRow = Selectable<StoreTables['session_events']>;

const SEVERITIES: readonly Severity[] = ['info', 'warning', 'critical'];

/** @throws {ContextStoreError} `INVALID_INPUT`, `TOO_LARGE` */
export function newEventRow(sessionId: string, event: NewSessionEvent, at: number): Omit<EventRow, 'id'> {
  const { type, severity, message, data } = event;
  return {
    session_id: sessionId,
    at,
    type: checkWord('type of the event', type),
    severity: severity === undefined ? null : checkOneOf('severity', severity, SEVERITIES),
    message: checkText('message of the event', cutText(String(message), 2_000), 2_000),
    data: data === undefined ? null : toJson(data, { what: 'data of the event', maxBytes: MAX_PROGRESS_BYTES }),
  };
}

export async function insertEvent(connection: StoreConnection, row: Omit<EventRow, 'id'>): Promise<SessionEvent> {
  const { id } = await connection.insertInto('session_events').values(row).returning('id').executeTakeFirstOrThrow();
  return toSessionEvent({ ...row, id });
}

export async function readEvents(
  connection: StoreConnection,
  { id, type, after }: SessionEventFilter & { readonly id: string },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<SessionEventPage> {
  let query = connection.selectFrom('session_events').where('session_id', '=', id);
  if (type !== undefined) query = query.where('type', '=', type);
  if (after !== undefined) query = query.where('id', '>', after);
  const total = await countRows(query);
  const rows = await query.selectAll().orderBy('id').limit(limit).offset(offset).execute();
  return { events: rows.map(toSessionEvent), total };
}

/** Writes into a run's session that it has started, or how it has ended. */
export async function noteRun(connection: StoreConnection, run: RunRecord, at: number): Promise<void> {
  const { id, kind, status, session_id, server_url, findings_count } = run;
  if (session_id === undefined) return;
  const isStart = status === 'running';
  const message = isStart
    ? `A ${kind} run of ${server_url} started.`
    : `A ${kind} run of ${server_url} ended: ${status}.`;
  const data = { run_id: id, status, findings_count };
  const event = { type: isStart ? 'run_started' : 'run_finished', message, data };
  await insertEvent(connection, newEventRow(session_id, event, at));
}

/** @throws {ContextStoreError} `UNKNOWN`, `ENDED` */
export async function checkSessionIsActive(connection: StoreConnection, id: string): Promise<void> {
  const session = await connection.selectFrom('sessions').select('status').where('id', '=', id).executeTakeFirst();
  if (session === undefined) throw new ContextStoreError('UNKNOWN', `There is no session ${id}.`);
  if (session.status === 'active') return;
  throw new ContextStoreError('ENDED', `The session ${id} has ended; create another one.`);
}

function toSessionEvent({ id, at, type, severity, message, data }: EventRow): SessionEvent {
  return {
    id,
    at: toTime(at),
    type,
    ...(severity === null ? {} : { severity: severity as Severity }),
    message,
    ...(data === null ? {} : { data: fromJson(data) }),
  };
}
