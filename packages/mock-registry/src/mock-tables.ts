import type { StoreMigrations } from '@mockloop/database';

export interface MockTables {
  readonly mocks: MocksTable;
}

interface MocksTable {
  readonly name: string;
  /** Made up for each start: whoever changes or removes a row means the start that it has seen. */
  readonly claim: string;
  readonly state: 'starting' | 'running' | 'stopping';
  /** Who starts or stops it. */
  readonly owner_pid: number;
  readonly owner_start: string;
  readonly runtime: 'process' | 'docker';
  readonly pid: number | null;
  readonly pid_start: string | null;
  readonly document: string;
  readonly folder: string | null;
  readonly url: string | null;
  readonly admin_url: string | null;
  readonly database_url: string | null;
  readonly log_file: string;
  readonly started_at: string;
  readonly is_attached: 0 | 1;
}

export const mockMigrations: StoreMigrations = {
  store: 'mocks',
  migrations: {
    '001-tables': {
      async up({ schema }) {
        await schema
          .createTable('mocks')
          .addColumn('name', 'text', (column) => column.primaryKey().notNull())
          .addColumn('claim', 'text', (column) => column.notNull())
          .addColumn('state', 'text', (column) => column.notNull())
          .addColumn('owner_pid', 'integer', (column) => column.notNull())
          .addColumn('owner_start', 'text', (column) => column.notNull())
          .addColumn('runtime', 'text', (column) => column.notNull())
          .addColumn('pid', 'integer')
          .addColumn('pid_start', 'text')
          .addColumn('document', 'text', (column) => column.notNull())
          .addColumn('folder', 'text')
          .addColumn('url', 'text')
          .addColumn('admin_url', 'text')
          .addColumn('database_url', 'text')
          .addColumn('log_file', 'text', (column) => column.notNull())
          .addColumn('started_at', 'text', (column) => column.notNull())
          .addColumn('is_attached', 'integer', (column) => column.notNull())
          .execute();
      },
    },
  },
};
