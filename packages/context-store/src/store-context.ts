import type { Ownership } from './ownership.ts';
import type { StoreDatabase } from './store-database.ts';

/** What the parts of a store share. */
export interface StoreContext {
  readonly database: StoreDatabase;
  readonly ownership: Ownership;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
}
