import { OrderedMap } from 'immutable';
import type { CollectionState, StorageState, StoredItem } from './storage-state.ts';

/** What a collection below one parent is kept under. */
export function partitionKey(collection: string, parents: readonly string[]): string {
  return parents.length === 0 ? collection : `${collection}\n${JSON.stringify(parents)}`;
}

/** The collection and the parents of a key; `partitionKey` in reverse. */
export function readPartitionKey(key: string): { readonly collection: string; readonly parents: readonly string[] } {
  const end = key.indexOf('\n');
  if (end === -1) return { collection: key, parents: [] };
  return { collection: key.slice(0, end), parents: JSON.parse(key.slice(end + 1)) as readonly string[] };
}

/** The keys of what a storage keeps of a collection. */
export function partitionsIn({ collections }: StorageState, collection: string): readonly string[] {
  return [...collections.keys()].filter((key) => readPartitionKey(key).collection === collection);
}

/** The key of an item among its like; parts of ids that have several are kept apart. */
export function itemKey(own: readonly string[]): string {
  return own.length <= 1 ? (own[0] ?? '') : JSON.stringify(own);
}

export const NO_ITEMS: CollectionState = { items: OrderedMap(), created: 0 };

/** The storage with a partition in it, which until now had what it began with. */
export function withPartition(storage: StorageState, key: string, state: CollectionState): StorageState {
  return {
    collections: storage.collections.set(key, state),
    bytes: storage.bytes - sizeOf(storage.collections.get(key)) + sizeOf(state),
    changes: storage.changes + 1,
  };
}

/** The storage with an item put into one of its partitions. */
export function putItem(
  storage: StorageState,
  key: string,
  { id, item }: { id: string; item: StoredItem },
): StorageState {
  const state = storage.collections.get(key) ?? NO_ITEMS;
  const before = state.items.get(id);
  const created =
    Math.max(state.created, Number.isSafeInteger(Number(id)) ? Number(id) : 0) +
    (before === undefined && !/^\d+$/.test(id) ? 1 : 0);
  return {
    collections: storage.collections.set(key, { items: state.items.set(id, item), created }),
    bytes: storage.bytes + sizeOfItem(item) - (before === undefined ? 0 : sizeOfItem(before)),
    changes: storage.changes + 1,
  };
}

/** The storage without an item of one of its partitions. */
export function removeItem(storage: StorageState, key: string, id: string): StorageState {
  const state = storage.collections.get(key) ?? NO_ITEMS;
  const before = state.items.get(id);
  if (before === undefined) return storage;
  return {
    collections: storage.collections.set(key, { ...state, items: state.items.delete(id) }),
    bytes: storage.bytes - sizeOfItem(before),
    changes: storage.changes + 1,
  };
}

/** The storage as if nobody had used these partitions. */
export function withoutPartitions(storage: StorageState, keys: readonly string[]): StorageState {
  const bytes = keys.reduce((sum, key) => sum + sizeOf(storage.collections.get(key)), 0);
  return {
    collections: storage.collections.deleteAll(keys),
    bytes: storage.bytes - bytes,
    changes: storage.changes + 1,
  };
}

/** Sizes of what was measured once: items never change. */
const sizes = new WeakMap<StoredItem, number>();

function sizeOfItem(item: StoredItem): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const size = Buffer.byteLength(JSON.stringify(item.value));
  sizes.set(item, size);
  return size;
}

function sizeOf(state: CollectionState | undefined): number {
  return state === undefined ? 0 : state.items.valueSeq().reduce((sum, item) => sum + sizeOfItem(item), 0);
}

/** The same storage with its size counted anew. */
export function measured(storage: StorageState): StorageState {
  return { ...storage, bytes: storage.collections.valueSeq().reduce((sum, state) => sum + sizeOf(state), 0) };
}
