import { LogStoreError } from './errors.ts';
import type { LogPageOptions } from './log-store.ts';

/** Where a page starts and how long it is. */
export interface CheckedPage {
  readonly limit: number;
  readonly offset: number;
  /** Only entries with a smaller id. */
  readonly before?: number | undefined;
}

const MAX_LIMIT = 1_000;

/** @throws {LogStoreError} `INVALID_PAGE` or `INVALID_CURSOR` */
export function checkPage({ limit = 100, offset = 0, cursor }: LogPageOptions): CheckedPage {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new LogStoreError('INVALID_PAGE', `The limit is ${limit}; it must be a whole number from 1 to ${MAX_LIMIT}.`);
  }
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new LogStoreError('INVALID_PAGE', `The offset is ${offset}; it must be a whole number from 0 on.`);
  }
  if (cursor === undefined) return { limit, offset };
  if (offset > 0) throw new LogStoreError('INVALID_PAGE', 'Give an offset or a cursor, not both.');
  if (!/^\d{1,16}$/.test(cursor)) {
    throw new LogStoreError('INVALID_CURSOR', `"${cursor.slice(0, 40)}" is no cursor; give the nextCursor of a page.`);
  }
  return { limit, offset, before: Number(cursor) };
}
