import { Map as ImmutableMap, type OrderedMap } from 'immutable';

/** One object that the mock keeps. */
export interface StoredItem {
  readonly value: Readonly<Record<string, unknown>>;
  /** Path parameters under which it was created and which it does not hold itself, by their place in the path. */
  readonly scope?: Readonly<Record<string, string>> | undefined;
  /** It was there before any request. */
  readonly isSeed?: boolean | undefined;
  /** It was deleted from a collection in which every other id is there. */
  readonly isGone?: boolean | undefined;
}

/** What a world keeps of one collection below one parent. */
export interface CollectionState {
  /** By id, in the order in which they were created. */
  readonly items: OrderedMap<string, StoredItem>;
  /** How many ids were given out; the next one is drawn from it. */
  readonly created: number;
}

/** All that is stored in one world. A collection that nobody has changed yet is not in it: it still has its seeds. */
export interface StorageState {
  /** By `partitionKey`. */
  readonly collections: ImmutableMap<string, CollectionState>;
  /** Of all items as JSON. Grows and shrinks with them. */
  readonly bytes: number;
  /** How often it was changed: the clock of what is stored in it. */
  readonly changes: number;
}

export const EMPTY_STORAGE: StorageState = { collections: ImmutableMap(), bytes: 0, changes: 0 };
