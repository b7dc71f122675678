export { databaseLocation } from './database-location.ts';
export { DatabaseError, type DatabaseErrorCode } from './errors.ts';
export { type MigrationResult, migrate, type StoreMigration, type StoreMigrations } from './migrate.ts';
export {
  type MockloopDatabase,
  type OpenDatabaseOptions,
  openDatabase,
} from './open-database.ts';
export type { SqlValue, WriteStatements } from './write-transactions.ts';
