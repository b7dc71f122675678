import type { Selectable, SelectQueryBuilder } from 'kysely';
import { checkCount, checkId, checkOneOf, checkText, checkTime, cutText } from './check-input.ts';
import { ContextStoreError } from './context-store-error.ts';
import type { Ownership } from './ownership.ts';
import type {
  NewRun,
  RunChange,
  RunCounts,
  RunKind,
  RunOutcome,
  RunOutcomeStatus,
  RunRecord,
  RunStatus,
} from './run-record.ts';
import type { StoreConnection } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';
import { fromJson, MAX_PROGRESS_BYTES, toJson } from './stored-json.ts';
import { toOptionalTime, toTime } from './to-time.ts';

export type RunRow = Selectable<StoreTables['runs']>;
/** A run without what is long about it, and whether its owner is there. */
export type RunHeadRow = Omit<RunRow, 'plan' | 'result'> & { readonly is_alive: unknown };

export const RUN_KINDS: readonly RunKind[] = ['functional', 'load', 'security', 'comparison'];
const RUN_OUTCOMES: readonly RunOutcomeStatus[] = [
  'passed',
  'failed',
  'incomplete',
  'inconclusive',
  'cancelled',
  'aborted',
];
export const RUN_STATUSES: readonly RunStatus[] = [...RUN_OUTCOMES, 'running', 'interrupted'];

const COUNTS = ['requests_count', 'cases_count', 'findings_count', 'suspicions_count', 'clusters_count'] as const;
const HEAD = [
  'id',
  'kind',
  'status',
  'reason',
  'owner',
  'server_url',
  'document_title',
  'document_digest',
  'seed',
  'session_id',
  'occurrence_id',
  'started_at',
  'finished_at',
  'updated_at',
  'duration_ms',
  ...COUNTS,
  'progress',
] as const;

export function selectRuns(
  connection: StoreConnection,
  ownership: Ownership,
): SelectQueryBuilder<StoreTables, 'runs', RunHeadRow> {
  const living = ownership.living(connection);
  return connection
    .selectFrom('runs')
    .select(HEAD)
    .select((row) => row('owner', 'in', living).as('is_alive'));
}

/** The row of a run that begins. */
export function newRunRow(run: NewRun, id: string, at: number): Omit<RunRow, 'plan' | 'result'> {
  const started_at = run.started_at === undefined ? at : checkTime('start of the run', run.started_at);
  return {
    id: checkId('id of the run', id),
    kind: checkOneOf('kind of the run', run.kind, RUN_KINDS),
    status: 'running',
    reason: null,
    owner: null,
    server_url: checkText('URL of the server', run.server_url, 2_048),
    document_title: run.document_title === undefined ? null : cutText(String(run.document_title), 500),
    document_digest: optional(run.document_digest, (digest) => checkText('digest of the document', digest, 200)),
    seed: optional(run.seed, seedOf),
    session_id: optional(run.session_id, (session) => checkId('id of the session', session)),
    occurrence_id: optional(run.occurrence_id, (occurrence) => checkId('id of the occurrence', occurrence)),
    started_at,
    finished_at: null,
    updated_at: at,
    duration_ms: null,
    requests_count: null,
    cases_count: null,
    findings_count: null,
    suspicions_count: null,
    clusters_count: null,
    progress: null,
  };
}

/** What a change writes, besides the result. */
export function changedColumns(change: RunChange, at: number): Partial<RunRow> {
  const counts = COUNTS.flatMap((name) => {
    const count = change[name];
    return count === undefined ? [] : [[name, checkCount(name, count)]];
  });
  const { progress } = change;
  return {
    ...Object.fromEntries(counts),
    ...(progress === undefined
      ? {}
      : { progress: toJson(progress, { what: 'progress of the run', maxBytes: MAX_PROGRESS_BYTES }) }),
    updated_at: at,
  };
}

/** What the end of a run writes, besides the result. */
export function endedColumns(outcome: RunOutcome, at: number): Partial<RunRow> {
  const { status, reason, finished_at, duration_ms } = outcome;
  return {
    ...changedColumns(outcome, at),
    status: checkOneOf('status of the run', status, RUN_OUTCOMES),
    reason: reason === undefined ? null : cutText(String(reason), 10_000),
    finished_at: finished_at === undefined ? at : checkTime('end of the run', finished_at),
    duration_ms: duration_ms === undefined ? null : checkDuration(duration_ms),
    owner: null,
  };
}

export function toRunRecord(row: RunHeadRow): RunRecord {
  const { reason, document_title, document_digest, seed, session_id, occurrence_id, progress } = row;
  return {
    id: row.id,
    kind: row.kind as RunKind,
    status: shownStatus(row),
    reason: reason ?? undefined,
    server_url: row.server_url,
    document_title: document_title ?? undefined,
    document_digest: document_digest ?? undefined,
    seed: seed === null ? undefined : (fromJson(seed) as string | number),
    session_id: session_id ?? undefined,
    occurrence_id: occurrence_id ?? undefined,
    started_at: toTime(row.started_at),
    finished_at: toOptionalTime(row.finished_at),
    updated_at: toTime(row.updated_at),
    duration_ms: row.duration_ms ?? undefined,
    ...countsOf(row),
    progress: progress === null ? undefined : fromJson(progress),
  };
}

export function countsOf(row: Pick<RunRow, (typeof COUNTS)[number]>): RunCounts {
  return Object.fromEntries(COUNTS.flatMap((name) => (row[name] === null ? [] : [[name, row[name]]])));
}

/** Nobody writes that a run was interrupted: whoever would is gone. */
export function shownStatus({ status, is_alive }: Pick<RunHeadRow, 'status' | 'is_alive'>): RunStatus {
  return status === 'running' && is_alive !== 1 ? 'interrupted' : (status as RunStatus);
}

function seedOf(seed: string | number): string {
  if (typeof seed === 'number' && Number.isFinite(seed)) return String(seed);
  return JSON.stringify(checkText('seed', seed, 200));
}

function checkDuration(durationMs: unknown): number {
  if (typeof durationMs === 'number' && Number.isFinite(durationMs) && durationMs >= 0) return durationMs;
  throw new ContextStoreError(
    'INVALID_INPUT',
    `The duration of the run is ${String(durationMs)}; it must be 0 ms or more.`,
  );
}

function optional<Value, Stored>(value: Value | undefined, store: (value: Value) => Stored): Stored | null {
  return value === undefined ? null : store(value);
}
