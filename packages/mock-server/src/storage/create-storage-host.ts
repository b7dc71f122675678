import type { InferredStorage, StorageHost, StoredCollection, StoredObject } from '../admin/storage-host.ts';
import type { Collection } from './collections.ts';
import { describeModel } from './describe-model.ts';
import { anyOf, itemsAt } from './item-store.ts';
import { partitionsIn, readPartitionKey, withoutPartitions } from './partition.ts';
import { replaceCollection } from './replace-collection.ts';
import type { Storage } from './storage.ts';
import type { StorageContext } from './storage-call.ts';
import type { StorageState } from './storage-state.ts';

/** What the admin API sees and changes of a mock's storage. */
export function createStorageHost({ context }: Storage): StorageHost {
  const { model } = context;
  const stored = (): readonly Collection[] => [...model.collections().values()].filter((one) => model.isStored(one));
  const named = (name: string): Collection | undefined => stored().find((collection) => collection.name === name);
  return {
    collections: (world) => stored().map((collection) => summaryOf(collection, world.state.storage, context)),
    items: (world, name) => {
      const collection = named(name);
      return collection && objectsOf(collection, world.state.storage, context);
    },
    replace: (world, name, items) => {
      const collection = named(name);
      if (collection === undefined) return [{ pointer: '', detail: `There is no collection ${JSON.stringify(name)}.` }];
      const replaced = replaceCollection(world.state.storage, items, { collection, context });
      if ('problems' in replaced) return replaced.problems;
      world.update({ storage: replaced.storage });
      return [];
    },
    reset: (world, name) => {
      const state = world.state.storage;
      const partitions = name === undefined ? [...state.collections.keys()] : partitionsIn(state, name);
      world.update({ storage: withoutPartitions(state, partitions) });
    },
    inferred: () => inferredOf(context),
  };
}

function summaryOf(collection: Collection, storage: StorageState, context: StorageContext): StoredCollection {
  const [entry] = collection.list?.operations.values() ?? [];
  let items = 0;
  for (const _ of itemsAt(storage, anyOf(collection), context)) items++;
  return {
    name: collection.name,
    path: entry?.path,
    items,
    changed: partitionsIn(storage, collection.name).length > 0,
  };
}

function objectsOf(collection: Collection, storage: StorageState, context: StorageContext): readonly StoredObject[] {
  return [...itemsAt(storage, anyOf(collection), context)].map(({ partition, id, item }) => {
    const { parents } = readPartitionKey(partition);
    const named = collection.parents.map(({ name }, index): [string, string] => [name, parents[index] ?? '']);
    return { id, parents: Object.fromEntries(named), value: item.value };
  });
}

function inferredOf({ model }: StorageContext): InferredStorage {
  const { collections, operations } = describeModel(model);
  return {
    collections: collections.map(({ name, path, item_path, id, parents }) => ({
      name,
      path: path ?? item_path,
      id,
      parents,
    })),
    operations: operations.map(({ operation, action, collection, why }) => ({ operation, action, collection, why })),
  };
}
