import type { WriteStatements } from '@mockloop/database';
import type { Kysely } from 'kysely';
import { EntryBatch, type EntryBatchOptions } from './entry-batch.ts';
import { compileInsertQueries, type InsertQueries } from './insert-queries.ts';
import { KnownRows } from './known-rows.ts';
import type { LogTables } from './log-tables.ts';
import { firstIdAt, type PendingEntry } from './pending-entry.ts';

/** Writes entries inside write transactions, and gives them their ids. */
export class EntryWriter {
  readonly #options: EntryBatchOptions & { readonly rows: KnownRows };
  readonly #queries: InsertQueries;

  constructor(kysely: Kysely<LogTables>, options: EntryBatchOptions) {
    this.#options = { ...options, rows: new KnownRows() };
    this.#queries = compileInsertQueries(kysely);
  }

  /** Must be called when rows may be gone: after a roll-back or a deletion. */
  forget(): void {
    this.#options.rows.forget();
  }

  /**
   * Writes entries in their order. They keep ids that they have, as long as ids still grow; new ids are above `afterId`.
   *
   * @returns Their ids.
   */
  write(statements: WriteStatements, pending: readonly PendingEntry[], afterId: number): number[] {
    if (statements.changedElsewhere) this.forget();
    // The write lock is held: no other process can take the same ids.
    let last = Number(statements.value(this.#queries.lastId, []) ?? 0);
    const batch = new EntryBatch(statements, this.#queries, this.#options);
    const ids = pending.map(({ id, entry }) => {
      last = Math.max(last + 1, id === 0 ? Math.max(afterId + 1, firstIdAt(entry.time)) : id);
      batch.add(last, entry);
      return last;
    });
    batch.finish();
    return ids;
  }
}
