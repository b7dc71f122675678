import { ContextStoreError } from './context-store-error.ts';

/** Which part of a list. */
export interface PageOptions {
  /** 1 to 1000. Default 50. */
  readonly limit?: number | undefined;
  /** Default 0. */
  readonly offset?: number | undefined;
}

const MAX_LIMIT = 1_000;

/** @throws {ContextStoreError} `INVALID_INPUT` */
export function checkPage({ limit = 50, offset = 0 }: PageOptions = {}): { limit: number; offset: number } {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new ContextStoreError(
      'INVALID_INPUT',
      `The limit is ${limit}; it must be a whole number from 1 to ${MAX_LIMIT}.`,
    );
  }
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new ContextStoreError('INVALID_INPUT', `The offset is ${offset}; it must be a whole number from 0 on.`);
  }
  return { limit, offset };
}
