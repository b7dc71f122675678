import type { ItemProblem, NewStoredObject } from '../admin/storage-host.ts';
import { isFitting } from './body-form.ts';
import { checkItem, completeItem } from './check-item.ts';
import type { Collection } from './collections.ts';
import { drawId } from './draw-id.ts';
import { idsOf } from './ids-of.ts';
import { anyOf, itemsAt, stateOf } from './item-store.ts';
import { itemKey, NO_ITEMS, partitionKey, partitionsIn, putItem, withPartition } from './partition.ts';
import type { StorageContext } from './storage-call.ts';
import type { StorageState } from './storage-state.ts';
import { type Item, setAt } from './values.ts';
import { withMembers } from './with-member.ts';

export type Replacement =
  | { readonly storage: StorageState }
  /** Why nothing was replaced. */
  | { readonly problems: readonly ItemProblem[] };

interface Replacing {
  readonly collection: Collection;
  readonly context: StorageContext;
  readonly problems: ItemProblem[];
}

/** The storage with these items in the place of all that there is of a collection. */
export function replaceCollection(
  storage: StorageState,
  items: readonly NewStoredObject[],
  { collection, context }: Pick<Replacing, 'collection' | 'context'>,
): Replacement {
  const replacing: Replacing = { collection, context, problems: [] };
  let next = emptied(storage, replacing);
  for (const [index, item] of items.entries()) next = placeItem(next, { item, pointer: `/${index}` }, replacing);
  return replacing.problems.length > 0 ? { problems: replacing.problems } : { storage: next };
}

/** Without all that there is of a collection, also what it began with. */
function emptied(storage: StorageState, { collection, context }: Replacing): StorageState {
  const seeded = [...itemsAt(storage, anyOf(collection), context)].map(({ partition }) => partition);
  const partitions = new Set([...partitionsIn(storage, collection.name), ...seeded]);
  if (collection.parents.length === 0) partitions.add(partitionKey(collection.name, []));
  return [...partitions].reduce(
    (next, key) => withPartition(next, key, { ...NO_ITEMS, created: stateOf(next, key, context).created }),
    storage,
  );
}

interface Placing {
  readonly item: NewStoredObject;
  readonly pointer: string;
}

function placeItem(storage: StorageState, { item, pointer }: Placing, replacing: Replacing): StorageState {
  const { collection, context, problems } = replacing;
  const report = (below: string, detail: string): void => {
    problems.push({ pointer: `${pointer}/value${below}`, detail });
  };
  const { model, forms } = context;
  const said = withId(item.value, item.id, replacing);
  const checked = checkItem(said, { model, forms, collection, report });
  if (checked === undefined) return storage;
  const { parents, own } = idsOf(said, { collection, model, parents: item.parents ?? {}, id: item.id });
  const missing = collection.parents.find((_, index) => parents[index] === undefined);
  if (missing !== undefined) {
    problems.push({ pointer: `${pointer}/parents`, detail: `Say below which parent it stands: "${missing.name}".` });
    return storage;
  }
  const form = forms.canonical(collection);
  const { ownPaths, parentPaths } = model.factsOf(collection);
  const value = withMembers(
    completeItem(checked, { model, forms, collection }),
    [
      ...parentPaths.map((path, index) => [path, parents[index]] as const),
      ...ownPaths.map((path, index) => [path, own[index]] as const),
    ],
    (one) => form === undefined || isFitting(one, form, model.views),
  );
  const partition = partitionKey(collection.name, texts(parents));
  const state = stateOf(storage, partition, context);
  if (!collection.isSingleton && own.at(-1) === undefined)
    return placeNew(storage, { value, partition, own }, replacing);
  const id = collection.isSingleton ? '' : itemKey(texts(own));
  if (state.items.has(id)) {
    problems.push({
      pointer: `${pointer}/id`,
      detail: `Another item of the list has the id ${JSON.stringify(id)}. Give this one another.`,
    });
    return storage;
  }
  return putItem(storage, partition, { id, item: { value } });
}

/** Gives an item that says none an id. */
function placeNew(
  storage: StorageState,
  { value, partition, own }: { value: Item; partition: string; own: readonly (string | undefined)[] },
  replacing: Replacing,
): StorageState {
  const { collection, context } = replacing;
  const { items, created } = stateOf(storage, partition, context);
  const keyOf = (id: string): string => itemKey([...texts(own.slice(0, -1)), id]);
  const isTaken = (id: string): boolean => items.has(keyOf(id));
  const drawn = drawId({ collection, item: value, seed: `${context.seed} ${partition}`, created, isTaken }, context);
  return drawn === undefined
    ? storage
    : putItem(storage, partition, { id: keyOf(drawn.id), item: { value: drawn.item } });
}

function texts(parts: readonly (string | undefined)[]): readonly string[] {
  return parts.map((part) => part ?? '');
}

function withId(value: Item, id: string | undefined, { collection, context: { model } }: Replacing): Item {
  const { ownPaths, item } = model.factsOf(collection);
  const path = ownPaths.at(-1);
  if (id === undefined || path === undefined || collection.own.length > 1) return value;
  const isNumber = item !== undefined && model.views.at(item, path)?.types.has('integer') === true;
  return setAt(value, path, isNumber ? Number(id) : id) as Item;
}
