import type { StoreMigrations } from '@mockloop/database';
import type { Generated } from 'kysely';
import { createFullTextIndex } from './full-text.ts';

/** The tables of the log. Small, repeated things are rows of their own, so that an entry is narrow and cheap to write. */
export interface LogTables {
  readonly log_endpoints: EndpointsTable;
  readonly log_origins: OriginsTable;
  readonly log_paths: { readonly id: Generated<number>; readonly path: string };
  /** `fields`: JSON array of name and value pairs, secrets redacted. */
  readonly log_headers: { readonly id: Generated<number>; readonly fields: string };
  readonly log_messages: MessagesTable;
  readonly log_entries: EntriesTable;
  /** The full-text index: see `FullTextIndex`. */
  readonly log_search: { readonly rowid: number };
}

interface EndpointsTable {
  readonly id: Generated<number>;
  readonly api: string;
  readonly method: string;
  readonly route: string | null;
  readonly operation_id: string | null;
  readonly admin: number;
}

/** Who sent a request, and what for. */
interface OriginsTable {
  readonly id: Generated<number>;
  readonly client: string | null;
  readonly user_agent: string | null;
  readonly session_id: string | null;
  readonly scenario: string | null;
  readonly world: string | null;
}

interface MessagesTable {
  readonly id: Generated<number>;
  readonly headers_id: number;
  /** Text, or bytes where it is no UTF-8. */
  readonly body: string | Uint8Array | null;
  readonly size: number;
  readonly truncated: number;
}

interface EntriesTable {
  /** At least `(time - 2025-01-01) * 4096`: ids tell where in time to look. */
  readonly id: number;
  readonly time: number;
  readonly endpoint_id: number;
  readonly status: number;
  /** In ticks of 100 ns. */
  readonly duration: number;
  readonly origin_id: number;
  readonly path_id: number;
  readonly query: string | null;
  readonly request_id: number;
  readonly response_id: number;
  readonly correlation_id: string | null;
  /** JSON. */
  readonly violations: string | null;
  /** JSON. */
  readonly decision: string | null;
}

export const logMigrations: StoreMigrations = {
  store: 'log',
  migrations: {
    '001-tables': {
      async up(kysely) {
        const { schema } = kysely;
        await schema
          .createTable('log_endpoints')
          .addColumn('id', 'integer', (column) => column.primaryKey())
          .addColumn('api', 'text', (column) => column.notNull())
          .addColumn('method', 'text', (column) => column.notNull())
          .addColumn('route', 'text')
          .addColumn('operation_id', 'text')
          .addColumn('admin', 'integer', (column) => column.notNull())
          .execute();
        await schema
          .createTable('log_origins')
          .addColumn('id', 'integer', (column) => column.primaryKey())
          .addColumn('client', 'text')
          .addColumn('user_agent', 'text')
          .addColumn('session_id', 'text')
          .addColumn('scenario', 'text')
          .addColumn('world', 'text')
          .execute();
        await schema
          .createTable('log_paths')
          .addColumn('id', 'integer', (column) => column.primaryKey())
          .addColumn('path', 'text', (column) => column.notNull())
          .execute();
        await schema
          .createTable('log_headers')
          .addColumn('id', 'integer', (column) => column.primaryKey())
          .addColumn('fields', 'text', (column) => column.notNull())
          .execute();
        await schema
          .createTable('log_messages')
          .addColumn('id', 'integer', (column) => column.primaryKey())
          .addColumn('headers_id', 'integer', (column) => column.notNull())
          .addColumn('body', 'blob')
          .addColumn('size', 'integer', (column) => column.notNull())
          .addColumn('truncated', 'integer', (column) => column.notNull())
          .execute();
        await schema
          .createTable('log_entries')
          .addColumn('id', 'integer', (column) => column.primaryKey())
          .addColumn('time', 'bigint', (column) => column.notNull())
          .addColumn('endpoint_id', 'integer', (column) => column.notNull())
          .addColumn('status', 'integer', (column) => column.notNull())
          .addColumn('duration', 'bigint', (column) => column.notNull())
          .addColumn('origin_id', 'integer', (column) => column.notNull())
          .addColumn('path_id', 'integer', (column) => column.notNull())
          .addColumn('query', 'text')
          .addColumn('request_id', 'integer', (column) => column.notNull())
          .addColumn('response_id', 'integer', (column) => column.notNull())
          .addColumn('correlation_id', 'text')
          .addColumn('violations', 'text')
          .execute();
        await schema
          .createIndex('log_entries_correlation')
          .on('log_entries')
          .column('correlation_id')
          .where('correlation_id', 'is not', null)
          .execute();
        await createFullTextIndex(kysely);
      },
    },
    '002-decision': {
      async up(kysely) {
        await kysely.schema.alterTable('log_entries').addColumn('decision', 'text').execute();
      },
    },
  },
};
