import { DatabaseError, type DatabaseErrorCode } from './errors.ts';

/**
 * A driver's error as a `DatabaseError` that names the database and says what to do. A `DatabaseError` stays itself.
 *
 * @see https://www.sqlite.org/rescode.html for SQLite's codes, of which better-sqlite3 passes on the extended ones
 */
export function toDatabaseError(error: unknown, location: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const code = codeOf(cause);
  return new DatabaseError(code, `The database ${location} ${explanations[code]} (${cause.message})`, { cause });
}

const explanations: Readonly<Record<DatabaseErrorCode, string>> = {
  CANNOT_OPEN: 'cannot be opened; check that its folder exists and may be written to',
  CLOSED: 'was closed',
  CONSTRAINT: 'refused a row that breaks a constraint',
  DAMAGED: 'is damaged or is no SQLite file; move it away and a new one is made, or restore a backup',
  FULL: 'is full; free disk space or raise its size limit',
  INPUT_OUTPUT: 'cannot be read or written; check the disk',
  LOCKED: 'is locked by another process; try again once that has finished',
  MIGRATION_FAILED: 'could not be migrated; it is as it was before',
  NEWER_SCHEMA: 'was written by a newer version; upgrade, or use another database',
  QUERY_FAILED: 'refused a query',
  READ_ONLY: 'is read-only; allow writing to the file and its folder, or use another database',
  UNSUPPORTED_URL: 'is of an unsupported kind',
};

const codesByResult: readonly (readonly [result: RegExp, code: DatabaseErrorCode])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'LOCKED'],
  [/^(SQLITE_(READONLY|PERM|AUTH)|EACCES|EPERM|EROFS)/, 'READ_ONLY'],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'FULL'],
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT)/, 'DAMAGED'],
  [/^(SQLITE_CANTOPEN|ENOTDIR|ENOENT|EEXIST|EISDIR)/, 'CANNOT_OPEN'],
  [/^SQLITE_IOERR/, 'INPUT_OUTPUT'],
  [/^SQLITE_CONSTRAINT/, 'CONSTRAINT'],
];

function codeOf(error: Error): DatabaseErrorCode {
  const result = 'code' in error ? String(error.code) : '';
  return codesByResult.find(([pattern]) => pattern.test(result))?.[1] ?? 'QUERY_FAILED';
}
