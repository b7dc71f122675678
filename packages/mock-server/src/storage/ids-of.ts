import { memberText } from './address.ts';
import type { Collection } from './collections.ts';
import type { StorageModel } from './storage-model.ts';
import type { Item } from './values.ts';

export interface IdsContext {
  readonly collection: Collection;
  readonly model: StorageModel;
  /** What is said of its parents, by the name of the parameter. */
  readonly parents: Readonly<Record<string, string>>;
  /** What is said of its id. */
  readonly id?: string | undefined;
}

/** What an item is known by; `undefined` where neither it nor anybody says. */
export interface ItemIds {
  readonly parents: readonly (string | undefined)[];
  readonly own: readonly (string | undefined)[];
}

/** Reads the ids of an item from its members, where nothing else is said of them. */
export function idsOf(item: Item, { collection, model, parents, id }: IdsContext): ItemIds {
  const { ownPaths, parentPaths } = model.factsOf(collection);
  const said = id === undefined ? [] : collection.own.length > 1 ? partsOf(id) : [id];
  const count = Math.max(1, collection.own.length);
  return {
    parents: collection.parents.map(({ name }, index) => {
      const path = parentPaths[index];
      return (Object.hasOwn(parents, name) ? parents[name] : undefined) ?? (path && memberText(item, path));
    }),
    own: Array.from({ length: count }, (_, index) => {
      const path = ownPaths[index];
      return said[index] ?? (path && memberText(item, path));
    }),
  };
}

/** The parts of an id that has several, as `itemKey` writes them. */
function partsOf(id: string): readonly string[] {
  try {
    const parts: unknown = JSON.parse(id);
    return Array.isArray(parts) ? parts.filter((part) => typeof part === 'string') : [];
  } catch {
    return id.split('/');
  }
}
