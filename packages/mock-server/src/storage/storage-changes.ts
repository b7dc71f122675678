import type { CollectionState, StorageState, StoredItem } from './storage-state.ts';

/** One line of a journal. */
export type StorageChange = { readonly created?: number | undefined; readonly changes?: number | undefined } & (
  | { readonly op: 'put'; readonly partition: string; readonly id: string; readonly item: StoredItem }
  | { readonly op: 'delete'; readonly partition: string; readonly id: string }
  /** All of a partition at once: where the order of its items is another. */
  | {
      readonly op: 'set';
      readonly partition: string;
      readonly items: readonly (readonly [id: string, item: StoredItem])[];
    }
  | { readonly op: 'drop'; readonly partition: string }
);

/** The changes that lead from one storage to another. Looks only at partitions that are not the same. */
export function changesBetween(before: StorageState, after: StorageState): readonly StorageChange[] {
  const changes: StorageChange[] = [];
  for (const partition of before.collections.keys())
    if (!after.collections.has(partition)) changes.push({ op: 'drop', partition });
  for (const [partition, state] of after.collections) {
    const old = before.collections.get(partition);
    if (old !== state) changes.push(...changesOf(partition, old, state));
  }
  const last = changes.pop();
  return last === undefined ? [] : [...changes, { ...last, changes: after.changes }];
}

function changesOf(
  partition: string,
  old: CollectionState | undefined,
  state: CollectionState,
): readonly StorageChange[] {
  const { created } = state;
  const whole: StorageChange = { op: 'set', partition, items: [...state.items], created };
  if (old === undefined) return [whole];
  const deleted = [...old.items.keys()].filter((id) => !state.items.has(id));
  const put = [...state.items].filter(([id, item]) => old.items.get(id) !== item);
  const added = put.filter(([id]) => !old.items.has(id)).map(([id]) => id);
  const replayed = [...old.items.keys()].filter((id) => state.items.has(id)).concat(added);
  const isInOrder = [...state.items.keys()].every((id, index) => replayed[index] === id);
  if (!isInOrder || put.length + deleted.length === 0) return [whole];
  return [
    ...deleted.map((id): StorageChange => ({ op: 'delete', partition, id, created })),
    ...put.map(([id, item]): StorageChange => ({ op: 'put', partition, id, item, created })),
  ];
}
