import type { StoreMigrations } from '@mockloop/database';
import type { Generated, Kysely } from 'kysely';
import type { StoredJson } from './stored-json.ts';

/** Times are milliseconds since the epoch. */
export interface StoreTables {
  readonly store_owners: OwnersTable;
  readonly runs: RunsTable;
  readonly run_items: RunItemsTable;
  readonly sessions: SessionsTable;
  readonly session_events: SessionEventsTable;
  readonly schedules: SchedulesTable;
  readonly occurrences: OccurrencesTable;
  readonly notifications: NotificationsTable;
}

/** Open stores that have something under way. */
interface OwnersTable {
  readonly id: string;
  /** When it last said that it is there. */
  readonly beat_at: number;
}

interface RunsTable {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly server_url: string;
  readonly document_title: string | null;
  readonly document_digest: string | null;
  /** JSON text. */
  readonly seed: string | null;
  readonly session_id: string | null;
  readonly occurrence_id: string | null;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly updated_at: number;
  readonly duration_ms: number | null;
  readonly requests_count: number | null;
  readonly cases_count: number | null;
  readonly findings_count: number | null;
  readonly suspicions_count: number | null;
  readonly clusters_count: number | null;
  /** JSON text. */
  readonly progress: string | null;
  readonly plan: StoredJson;
  readonly result: StoredJson | null;
}

/** What a run has gathered, in the portions in which it came. */
interface RunItemsTable {
  readonly run_id: string;
  readonly part: string;
  /** The position of the portion's first item. */
  readonly first: number;
  readonly count: number;
  readonly items: StoredJson;
}

interface SessionsTable {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly created_at: number;
  readonly ended_at: number | null;
  readonly plan: StoredJson;
  readonly config: StoredJson | null;
  readonly summary: StoredJson | null;
}

interface SessionEventsTable {
  readonly id: Generated<number>;
  readonly session_id: string;
  readonly at: number;
  readonly type: string;
  readonly severity: string | null;
  readonly message: string;
  /** JSON text. */
  readonly data: string | null;
}

interface SchedulesTable {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly cron: string | null;
  readonly interval_seconds: number | null;
  readonly time_zone: string;
  readonly created_at: number;
  readonly cancelled_at: number | null;
  readonly next_due_at: number | null;
  readonly suite: StoredJson;
  readonly notification: StoredJson | null;
}

interface OccurrencesTable {
  readonly id: string;
  readonly schedule_id: string;
  readonly due_at: number;
  /** The first of those that were missed before this one. */
  readonly missed_since: number | null;
  readonly claimed_at: number;
  readonly owner: string;
  readonly status: string;
  readonly finished_at: number | null;
  readonly error: string | null;
}

interface NotificationsTable {
  readonly id: string;
  readonly status: string;
  readonly run_id: string | null;
  readonly schedule_id: string | null;
  readonly created_at: number;
  readonly finished_at: number | null;
  readonly attempts: number;
  readonly next_attempt_at: number | null;
  /** Who delivers it now. */
  readonly owner: string | null;
  readonly last_status: number | null;
  readonly last_error: string | null;
  readonly target: StoredJson;
  readonly payload: StoredJson;
}

export const storeMigrations: StoreMigrations = {
  store: 'context',
  migrations: {
    '001-tables': {
      async up(kysely) {
        await createOwners(kysely);
        await createRuns(kysely);
        await createSessions(kysely);
        await createSchedules(kysely);
        await createNotifications(kysely);
      },
    },
  },
};

async function createOwners({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('store_owners')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('beat_at', 'integer', (column) => column.notNull())
    .execute();
}

async function createRuns({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('runs')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('owner', 'text')
    .addColumn('server_url', 'text', (column) => column.notNull())
    .addColumn('document_title', 'text')
    .addColumn('document_digest', 'text')
    .addColumn('seed', 'text')
    .addColumn('session_id', 'text')
    .addColumn('occurrence_id', 'text')
    .addColumn('started_at', 'integer', (column) => column.notNull())
    .addColumn('finished_at', 'integer')
    .addColumn('updated_at', 'integer', (column) => column.notNull())
    .addColumn('duration_ms', 'real')
    .addColumn('requests_count', 'integer')
    .addColumn('cases_count', 'integer')
    .addColumn('findings_count', 'integer')
    .addColumn('suspicions_count', 'integer')
    .addColumn('clusters_count', 'integer')
    .addColumn('progress', 'text')
    // Last: what is read without them does not read the pages that they fill.
    .addColumn('plan', 'blob', (column) => column.notNull())
    .addColumn('result', 'blob')
    .execute();
  await schema.createIndex('runs_started').on('runs').column('started_at').execute();
  await schema.createIndex('runs_session').on('runs').column('session_id').execute();
  await schema.createIndex('runs_occurrence').on('runs').column('occurrence_id').execute();
  await schema
    .createTable('run_items')
    .addColumn('run_id', 'text', (column) => column.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('first', 'integer', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('items', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('run_items_key', ['run_id', 'part', 'first'])
    .execute();
}

async function createSessions({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('ended_at', 'integer')
    .addColumn('plan', 'blob', (column) => column.notNull())
    .addColumn('config', 'blob')
    .addColumn('summary', 'blob')
    .execute();
  await schema.createIndex('sessions_created').on('sessions').column('created_at').execute();
  await schema
    .createTable('session_events')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id').onDelete('cascade'))
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('severity', 'text')
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('data', 'text')
    .execute();
  await schema.createIndex('session_events_session').on('session_events').columns(['session_id', 'type']).execute();
}

async function createSchedules({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('schedules')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('cron', 'text')
    .addColumn('interval_seconds', 'integer')
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('cancelled_at', 'integer')
    .addColumn('next_due_at', 'integer')
    .addColumn('suite', 'blob', (column) => column.notNull())
    .addColumn('notification', 'blob')
    .execute();
  await schema.createIndex('schedules_due').on('schedules').column('next_due_at').execute();
  await schema
    .createTable('occurrences')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('schedule_id', 'text', (column) => column.notNull().references('schedules.id').onDelete('cascade'))
    .addColumn('due_at', 'integer', (column) => column.notNull())
    .addColumn('missed_since', 'integer')
    .addColumn('claimed_at', 'integer', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'integer')
    .addColumn('error', 'text')
    .addUniqueConstraint('occurrences_key', ['schedule_id', 'due_at'])
    .execute();
  await schema.createIndex('occurrences_status').on('occurrences').column('status').execute();
}

async function createNotifications({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('notifications')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text')
    .addColumn('schedule_id', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('finished_at', 'integer')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_attempt_at', 'integer')
    .addColumn('owner', 'text')
    .addColumn('last_status', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('target', 'blob', (column) => column.notNull())
    .addColumn('payload', 'blob', (column) => column.notNull())
    .execute();
  await schema.createIndex('notifications_due').on('notifications').columns(['status', 'next_attempt_at']).execute();
}
