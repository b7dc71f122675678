import type { Address } from './address.ts';
import { memberText } from './address.ts';
import type { Collection } from './collections.ts';
import {
  itemKey,
  NO_ITEMS,
  partitionKey,
  putItem,
  readPartitionKey,
  removeItem,
  withoutPartitions,
  withPartition,
} from './partition.ts';
import type { StorageModel } from './storage-model.ts';
import type { CollectionState, StorageState, StoredItem } from './storage-state.ts';

/** An item and where it is kept. */
export interface FoundItem {
  readonly partition: string;
  readonly id: string;
  readonly item: StoredItem;
}

/** Gives what a collection holds before anybody changes it. */
export interface SeedSource {
  seedsOf(collection: Collection, parents: readonly string[]): CollectionState;
}

export interface StoreContext {
  readonly model: StorageModel;
  readonly seeds: SeedSource;
}

/** How many parents are looked below where a request names none. */
const MAX_PARENTS = 200;

/** What is kept of a collection below one parent. */
export function stateOf(storage: StorageState, partition: string, context: StoreContext): CollectionState {
  const stored = storage.collections.get(partition);
  if (stored !== undefined) return stored;
  const { collection: name, parents } = readPartitionKey(partition);
  const collection = context.model.collectionNamed(name);
  if (collection === undefined || !hasSeeds(storage, { collection, parents }, context)) return NO_ITEMS;
  return context.seeds.seedsOf(collection, parents);
}

/** What a client has made begins empty; what was there before has something in it. */
function hasSeeds(
  storage: StorageState,
  { collection, parents }: { collection: Collection; parents: readonly string[] },
  context: StoreContext,
): boolean {
  const parent = context.model.parentOf(collection);
  if (parent === undefined) return true;
  const names = new Map(collection.parents.map(({ name }, index) => [`path.${name}`, parents[index]]));
  const text = (ref: string | undefined): string | undefined => (ref === undefined ? undefined : names.get(ref));
  const { binding } = parent;
  const found = findItem(
    storage,
    {
      collection: parent.collection,
      parents: binding.parents.map(text),
      own: binding.own.map(text),
      scope: [],
      ownPaths: binding.ownPaths,
    },
    context,
  );
  return found === undefined ? !context.model.canCreate(parent.collection) : found.item.isSeed === true;
}

/** The item that an address names. */
export function findItem(storage: StorageState, address: Address, context: StoreContext): FoundItem | undefined {
  const { collection, own, ownPaths } = address;
  if (own.includes(undefined)) return undefined;
  const isKeyed = ownPaths === undefined || samePaths(ownPaths, context.model.factsOf(collection).ownPaths);
  const id = isKeyed ? itemKey(texts(own)) : undefined;
  for (const partition of partitionsOf(storage, address, context)) {
    const { items } = stateOf(storage, partition, context);
    const found = id === undefined ? findByMembers(items, address) : entryOf(items, id);
    if (found !== undefined && found.item.isGone !== true && isInScope(found.item, address))
      return { partition, ...found };
  }
  return undefined;
}

function entryOf(items: CollectionState['items'], id: string): Omit<FoundItem, 'partition'> | undefined {
  const item = items.get(id);
  return item && { id, item };
}

function findByMembers(items: CollectionState['items'], address: Address): Omit<FoundItem, 'partition'> | undefined {
  for (const [id, item] of items) if (hasMembers(item, address) && isInScope(item, address)) return { id, item };
  return undefined;
}

/** Whether the item that an address names was deleted, where all others of its collection are there. */
export function isGone(storage: StorageState, { collection, parents, own }: Address): boolean {
  const partition = partitionKey(collection.name, texts(parents));
  return storage.collections.get(partition)?.items.get(itemKey(texts(own)))?.isGone === true;
}

function texts(parts: readonly (string | undefined)[]): readonly string[] {
  return parts.map((part) => part ?? '');
}

/** All items that an address covers, in the order in which they were created. Nothing is copied. */
export function* itemsAt(storage: StorageState, address: Address, context: StoreContext): Generator<FoundItem> {
  const { own } = address;
  const limits = own.some((part) => part !== undefined);
  for (const partition of partitionsOf(storage, address, context)) {
    for (const [id, item] of stateOf(storage, partition, context).items) {
      if (limits && !matchesKey(id, own)) continue;
      if (item.isGone !== true && isInScope(item, address)) yield { partition, id, item };
    }
  }
}

/** All items of a collection. */
export function anyOf(collection: Collection): Address {
  return { collection, parents: collection.parents.map(() => undefined), own: [], scope: [] };
}

/** The partition that a new item goes to. */
export function partitionFor({ collection, parents }: Address): string {
  return partitionKey(collection.name, texts(parents));
}

/** The storage with the item of an id put in, beside what its collection began with. */
export function storeItem(
  storage: StorageState,
  { partition, id, item }: FoundItem,
  context: StoreContext,
): StorageState {
  return putItem(opened(storage, partition, context), partition, { id, item });
}

/** The storage without an item and without all that was below it. */
export function dropItem(storage: StorageState, found: FoundItem, context: StoreContext): StorageState {
  const { partition, id } = found;
  const collection = context.model.collectionNamed(readPartitionKey(partition).collection);
  const dropped = removeItem(opened(storage, partition, context), partition, id);
  if (collection === undefined) return dropped;
  return partitionsBelow(dropped, { collection, prefix: pathOf(found, collection) }, context).reduce(
    (next, { key, state }) =>
      state.items.size === 0 ? next : withPartition(next, key, { ...state, items: NO_ITEMS.items }),
    dropped,
  );
}

/** The storage with an item under another id, and with all that is below it. It keeps its place in the order. */
export function moveItem(
  storage: StorageState,
  { from, to }: { readonly from: FoundItem; readonly to: FoundItem },
  context: StoreContext,
): StorageState {
  const { collection: name } = readPartitionKey(from.partition);
  const collection = context.model.collectionNamed(name);
  const ready = opened(storage, from.partition, context);
  const state = ready.collections.get(from.partition) ?? NO_ITEMS;
  const items = state.items.mapEntries(([id, item]) => (id === from.id ? [to.id, to.item] : [id, item]));
  const moved = withPartition(ready, from.partition, { ...state, items });
  if (collection === undefined) return moved;
  const old = pathOf(from, collection);
  const fresh = pathOf(to, collection);
  return partitionsBelow(moved, { collection, prefix: old }, context).reduce(
    (next, { key, name: below, parents: theirs, state: own }) => {
      const target = partitionKey(below, [...fresh, ...theirs.slice(old.length)]);
      return withPartition(withoutPartitions(next, [key]), target, own);
    },
    moved,
  );
}

interface Below {
  readonly key: string;
  readonly name: string;
  readonly parents: readonly string[];
  readonly state: CollectionState;
}

/** The ids that lead to an item, its own last. */
export function pathOf(
  { partition, id }: Pick<FoundItem, 'partition' | 'id'>,
  collection: Collection,
): readonly string[] {
  const { parents } = readPartitionKey(partition);
  const ids = collection.own.length <= 1 ? [id] : (JSON.parse(id) as string[]);
  return [...parents, ...(collection.own.length === 0 ? [] : ids)];
}

function partitionsBelow(
  storage: StorageState,
  { collection, prefix }: { collection: Collection; prefix: readonly string[] },
  { model }: StoreContext,
): readonly Below[] {
  return [...storage.collections].flatMap(([key, state]) => {
    const { collection: name, parents } = readPartitionKey(key);
    const below = model.collectionNamed(name);
    const isBelow = below !== undefined && below !== collection && model.isBelow(below, collection);
    return isBelow && prefix.every((part, index) => parents[index] === part) ? [{ key, name, parents, state }] : [];
  });
}

function opened(storage: StorageState, partition: string, context: StoreContext): StorageState {
  if (storage.collections.has(partition)) return storage;
  return withPartition(storage, partition, stateOf(storage, partition, context));
}

/** The partitions that an address covers: one, where it names all parents. */
function partitionsOf(
  storage: StorageState,
  { collection, parents }: Address,
  context: StoreContext,
): readonly string[] {
  if (!parents.includes(undefined))
    return [
      partitionKey(
        collection.name,
        parents.map((parent) => parent ?? ''),
      ),
    ];
  const fits = (theirs: readonly string[]): boolean =>
    parents.every((parent, index) => parent === undefined || parent === theirs[index]);
  const stored = [...storage.collections.keys()].filter((key) => {
    const { collection: name, parents: theirs } = readPartitionKey(key);
    return name === collection.name && fits(theirs);
  });
  const implied = parentTuples(storage, collection, context)
    .filter((tuple) => tuple.length === parents.length && fits(tuple))
    .map((tuple) => partitionKey(collection.name, tuple));
  return [...new Set([...stored, ...implied])];
}

/** The ids of all items below which a collection can stand. */
function parentTuples(
  storage: StorageState,
  collection: Collection,
  context: StoreContext,
): readonly (readonly string[])[] {
  const parent = context.model.parentOf(collection);
  if (parent === undefined || parent.collection.base.key !== parent.shapeKey) return [];
  const tuples: (readonly string[])[] = [];
  for (const { partition, id } of itemsAt(storage, anyOf(parent.collection), context)) {
    const ids = parent.collection.own.length <= 1 ? [id] : (JSON.parse(id) as string[]);
    tuples.push([...readPartitionKey(partition).parents, ...ids]);
    if (tuples.length >= MAX_PARENTS) break;
  }
  return tuples;
}

function matchesKey(id: string, own: readonly (string | undefined)[]): boolean {
  const ids = own.length <= 1 ? [id] : (JSON.parse(id) as string[]);
  return own.every((part, index) => part === undefined || part === ids[index]);
}

function hasMembers({ value }: StoredItem, { own, ownPaths }: Address): boolean {
  return own.every((part, index) => {
    const path = ownPaths?.[index];
    return path !== undefined && memberText(value, path) === part;
  });
}

/** What was there before any request, and does not say where it belongs, belongs everywhere. */
function isInScope({ value, scope, isSeed }: StoredItem, address: Address): boolean {
  return address.scope.every((part) => {
    const said = (part.path && memberText(value, part.path)) ?? scope?.[part.key];
    return said === undefined ? isSeed === true : said === part.value;
  });
}

function samePaths(a: Address['ownPaths'] & object, b: Address['ownPaths'] & object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
