import type { FoundItem } from './item-store.ts';
import { readPartitionKey } from './partition.ts';
import type { StorageCall } from './storage-call.ts';

/** Where an item can be read: a path below the one that was asked; `undefined` where nothing reads it. */
export function locationOf(
  { partition, id }: Pick<FoundItem, 'partition' | 'id'>,
  { call, action }: StorageCall,
): string | undefined {
  const { collection } = action;
  const entry = collection.item?.operations.get('GET');
  if (entry === undefined) return undefined;
  const own = collection.own.length <= 1 ? [id] : (JSON.parse(id) as string[]);
  const values = [...readPartitionKey(partition).parents, ...(collection.isSingleton ? [] : own)];
  let index = 0;
  const path = entry.path.replace(/\{[^{}]*\}/g, () => encodeURIComponent(values[index++] ?? ''));
  const { request } = call.exchange;
  const base = entry.basePaths.find((one) => one !== '' && request.path.startsWith(`${one}/`)) ?? '';
  return base + path;
}
