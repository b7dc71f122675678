import type { SelectQueryBuilder } from 'kysely';
import type { StoreConnection, StoreDatabase } from './store-database.ts';
import type { StoreTables } from './store-tables.ts';

export interface OwnershipOptions {
  readonly database: StoreDatabase;
  /** Unique to this open store. */
  readonly owner: string;
  readonly now: () => number;
  /** Whoever has not said for this long that it is there is gone, in milliseconds. */
  readonly staleAfterMs: number;
}

/**
 * Tells what is under way from what was left behind. An open store that has something under way says again and again that
 * it is there; where it stops, its process has ended, or hangs. Nothing is written about that: who comes back is there again.
 */
export class Ownership {
  readonly owner: string;
  readonly #options: OwnershipOptions;
  readonly #held = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OwnershipOptions) {
    this.#options = options;
    this.owner = options.owner;
  }

  /** Takes something for this store, in the transaction that records it. */
  async hold(connection: StoreConnection, id: string): Promise<void> {
    await this.#beat(connection);
    this.#held.add(id);
    const { database, staleAfterMs } = this.#options;
    this.#timer ??= setInterval(
      // What goes wrong now may go well the next time, which is in time still.
      () => void database.write((later) => this.#beat(later)).catch(() => undefined),
      staleAfterMs / 4,
    ).unref();
  }

  release(id: string): void {
    this.#held.delete(id);
    if (this.#held.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The owners that are there, for a condition on a column. */
  living(connection: StoreConnection): SelectQueryBuilder<StoreTables, 'store_owners', { readonly id: string }> {
    const { now, staleAfterMs } = this.#options;
    const at = now();
    return (
      connection
        .selectFrom('store_owners')
        .select('id')
        .where('beat_at', '>=', at - staleAfterMs)
        // Not later either: a clock that was set back must not keep alive what has ended.
        .where('beat_at', '<=', at + staleAfterMs)
    );
  }

  /** Lets go of everything: what is still under way reads as interrupted. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#held.size === 0) return;
    const { database, owner } = this.#options;
    await database
      .write((connection) => connection.deleteFrom('store_owners').where('id', '=', owner).execute())
      // It is seen as gone a little later.
      .catch(() => undefined);
  }

  async #beat(connection: StoreConnection): Promise<void> {
    const { owner, now, staleAfterMs } = this.#options;
    const beat_at = now();
    await connection
      .insertInto('store_owners')
      .values({ id: owner, beat_at })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ beat_at }))
      .execute();
    await connection
      .deleteFrom('store_owners')
      .where('beat_at', '<', beat_at - 100 * staleAfterMs)
      .execute();
  }
}
