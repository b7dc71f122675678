import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseError } from './errors.ts';

/** What stands for a database that lives in memory and ends with its connection. */
export const IN_MEMORY = ':memory:';

/**
 * The absolute path that a database url names, or `:memory:`.
 *
 * @param url `:memory:`, a path, `file:///path`, `sqlite:path` or `sqlite:///path`.
 * @throws {DatabaseError} `UNSUPPORTED_URL` for any other scheme, e.g. `postgres://`.
 */
export function databaseLocation(url: string): string {
  const scheme = /^([a-z][a-z\d+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (url === IN_MEMORY || url === `sqlite:${IN_MEMORY}`) return IN_MEMORY;
  if (url === '') throw unsupported(url, 'it is empty');
  if (scheme === undefined) return resolve(url);
  if (scheme === 'file') return pathOfFileUrl(url);
  if (scheme === 'sqlite') return resolve(url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, ''));
  throw unsupported(url, `${scheme} is not supported`);
}

function pathOfFileUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw unsupported(url, 'it is no valid file URL', cause);
  }
}

function unsupported(url: string, why: string, cause?: unknown): DatabaseError {
  // A database URL may hold a password: only its scheme is repeated.
  const shown = url.replace(/(?<=:\/\/).*/s, '…');
  return new DatabaseError(
    'UNSUPPORTED_URL',
    `The database url "${shown}" cannot be used: ${why}. Give a path, "sqlite:<path>", "file:///<path>" or "${IN_MEMORY}".`,
    { cause },
  );
}
