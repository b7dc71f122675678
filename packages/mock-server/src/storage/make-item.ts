import { memberText } from './address.ts';
import { type BodyForm, fitItem, generateWith, isFitting, itemsIn } from './body-form.ts';
import { draftItem } from './draft-item.ts';
import { drawId } from './draw-id.ts';
import { stateOf } from './item-store.ts';
import type { BodyPath } from './locate.ts';
import { newId } from './new-id.ts';
import { itemKey, partitionKey, readPartitionKey } from './partition.ts';
import { relocateItem } from './relocate-item.ts';
import type { StorageCall } from './storage-call.ts';
import type { CollectionState, StorageState, StoredItem } from './storage-state.ts';
import { getAt, type Item, idText, removeAt, setAt } from './values.ts';
import { withMembers } from './with-member.ts';

/** A new item and where it goes. */
export interface MadeItem {
  readonly partition: string;
  readonly id: string;
  readonly item: StoredItem;
  /** An item of this id is there already. */
  readonly isTaken: boolean;
}

/** When the mock's own time begins: what is created says so by the number of changes, so that the same steps give the same times. */
const EPOCH = Date.UTC(2026, 0, 1);

/** The time that storage says it is, in milliseconds since the epoch: one second for each change. */
export function storageTime({ changes }: StorageState): number {
  return EPOCH + changes * 1000;
}

/**
 * Makes an item of what was sent.
 *
 * @returns `undefined` when there is no id left to give it.
 */
export function makeItem(sent: Item, storage: StorageState, stored: StorageCall): MadeItem | undefined {
  const { context, address, action } = stored;
  const { collection } = action;
  const form = context.forms.canonical(collection);
  const drawing: Drawing = {
    form,
    seed: `${context.seed} ${collection.name} ${storage.changes}`,
    fits: (item) => form === undefined || isFitting(item, form, context.model.views),
    stored,
  };
  const base = form === undefined ? {} : (itemsIn(generateWith(form, drawing.seed), form)[0] ?? {});
  const draft = draftNew({ sent, base }, storage, drawing);
  const placed = placeKnown(draft, drawing);
  const parents = address.parents.map(
    (parent, index) => parent ?? partOf(placed, context.model.factsOf(collection).parentPaths[index], drawing),
  );
  const partition = partitionKey(collection.name, parents);
  const identified = identify({ sent, placed, shown: base, partition }, storage, drawing);
  return identified && { ...identified, partition };
}

interface Drawing {
  readonly form: BodyForm | undefined;
  readonly seed: string;
  readonly fits: (item: Item) => boolean;
  readonly stored: StorageCall;
}

function draftNew(
  { sent, base }: { sent: Item; base: Item },
  storage: StorageState,
  { form, seed, fits, stored }: Drawing,
): Item {
  const { context, action } = stored;
  const { views } = context.model;
  const facts = context.model.factsOf(action.collection);
  const draft = draftItem(withoutEmptyId(sent, facts.ownPaths), base, { facts, views, now: storageTime(storage) });
  if (form === undefined) return draft;
  const isShown = (name: string): boolean => facts.item?.properties.has(name) ?? false;
  const fitted = fitItem(draft, form, { views, seed }) ?? layOver(base, draft, fits);
  // What this schema has no place for may be shown by another; files are not kept.
  return {
    ...Object.fromEntries(Object.entries(draft).filter(([name, value]) => !isShown(name) && !isFile(value))),
    ...fitted,
  };
}

/** A longer text that no answer has a place for is the content of a file. */
const MAX_TEXT = 10_000;

function isFile(value: unknown): boolean {
  return typeof value === 'string' && value.length > MAX_TEXT;
}

/** As much of a draft as a valid item takes. */
export function layOver(base: Item, draft: Item, fits: (item: Item) => boolean): Item {
  let item = base;
  for (const [name, value] of Object.entries(draft)) {
    const next = { ...item, [name]: value };
    if (fits(next)) item = next;
  }
  return item;
}

/** `0` and `''` ask for an id as much as nothing does. */
function withoutEmptyId(sent: Item, paths: readonly (BodyPath | undefined)[]): Item {
  const path = paths.at(-1);
  if (path === undefined) return sent;
  const value = getAt(sent, path);
  return value === 0 || value === '' || value === null ? (removeAt(sent, path) as Item) : sent;
}

/** What the path says of an item stands in it too. */
function placeKnown(item: Item, { fits, stored: { address, context } }: Drawing): Item {
  const { ownPaths, parentPaths } = context.model.factsOf(address.collection);
  const known = [
    ...parentPaths.map((path, index) => [path, address.parents[index]] as const),
    ...ownPaths.map((path, index) => [path, address.own[index]] as const),
    ...address.scope.map(({ path, value }) => [path, value] as const),
  ];
  return withMembers(item, known, fits);
}

/** A part of an id that the request does not say: what the item says, else one that is the same for all of the collection. */
function partOf(item: Item, path: BodyPath | undefined, { form, stored: { context, action } }: Drawing): string {
  const said = path && memberText(item, path);
  if (said !== undefined || form === undefined || path === undefined) return said ?? 'default';
  const [shared] = itemsIn(generateWith(form, `${context.seed} ${action.collection.name}`), form);
  return (shared && memberText(shared, path)) ?? 'default';
}

function identify(
  { sent, placed, shown, partition }: { sent: Item; placed: Item; shown: Item; partition: string },
  storage: StorageState,
  drawing: Drawing,
): Omit<MadeItem, 'partition'> | undefined {
  const { stored, fits, seed } = drawing;
  const { context, address, action } = stored;
  const { collection } = action;
  const { ownPaths } = context.model.factsOf(collection);
  const { items, created } = stateOf(storage, partition, context);
  const before = collection.own
    .slice(0, -1)
    .map((_, index) => address.own[index] ?? partOf(sent, ownPaths[index], drawing));
  const parts = before.map((value, index) => [ownPaths[index], value] as const);
  const withParts = withMembers(placed, parts, fits);
  const keyOf = (last: string): string => (collection.isSingleton ? '' : itemKey([...before, last]));
  const finish = (last: string, plain: Item): Omit<MadeItem, 'partition'> => {
    const id = keyOf(last);
    const { parents } = readPartitionKey(partition);
    const old = ownPaths.map((path) => (path && memberText(shown, path)) ?? '');
    const located = relocateItem(plain, { collection, ids: [...parents, ...before, last], before: old, sent });
    const { value, isTaken } = withOtherIds(fits(located) ? located : plain, { sent, items, created }, drawing);
    return { id, item: { value, ...scopeOf(value, stored) }, isTaken: isTaken || items.has(id) };
  };
  const path = ownPaths.at(-1);
  const given = address.own.at(-1) ?? givenId(sent, path, stored);
  if (given !== undefined || collection.isSingleton)
    return finish(given ?? '', withMembers(withParts, [[path, given]], fits));
  const isTaken = (id: string): boolean => items.has(keyOf(id));
  const drawn = drawId({ collection, item: withParts, seed, created, isTaken }, context);
  return drawn && finish(drawn.id, drawn.item);
}

interface Among {
  readonly sent: Item;
  readonly items: CollectionState['items'];
  readonly created: number;
}

/** What else an item is known by is its own too; where it was sent and another has it, the item is taken. */
function withOtherIds(
  item: Item,
  { sent, items, created }: Among,
  { stored, seed, fits, form }: Drawing,
): { value: Item; isTaken: boolean } {
  const { model } = stored.context;
  const { item: view } = model.factsOf(stored.action.collection);
  let value = item;
  let isTaken = false;
  for (const path of model.otherIdPaths(stored.action.collection)) {
    const isFree = (id: unknown): boolean => !items.some((other) => memberText(other.value, path) === String(id));
    const given = idText(getAt(sent, path));
    if (given !== undefined) isTaken ||= !isFree(given);
    if (given !== undefined || view === undefined || getAt(value, path) === undefined) continue;
    const id = newId({
      ...{ seed, created, item: value, collection: stored.action.collection.literal },
      ...{ name: path.at(-1) ?? '', view: model.views.at(view, path) },
      isPathId: () => true,
      generated: (draw) =>
        form === undefined ? undefined : getAt(itemsIn(generateWith(form, draw, 'random'), form)[0], path),
      isFree: (candidate) => isFree(candidate) && fits(setAt(value, path, candidate) as Item),
    });
    if (id !== undefined) value = setAt(value, path, id) as Item;
  }
  return { value, isTaken };
}

/** The id that the sender chose, where it may. */
function givenId(sent: Item, path: BodyPath | undefined, { context, action }: StorageCall): string | undefined {
  if (path === undefined) return undefined;
  const { item } = context.model.factsOf(action.collection);
  const view = item && context.model.views.at(item, path);
  const value = getAt(sent, path);
  return view?.readOnly === true || value === 0 ? undefined : idText(value);
}

/** What the path says and the item does not. */
function scopeOf(value: Item, { address }: StorageCall): Pick<StoredItem, 'scope'> {
  const unsaid = address.scope.filter((part) => part.path === undefined || memberText(value, part.path) !== part.value);
  return unsaid.length === 0 ? {} : { scope: Object.fromEntries(unsaid.map((part) => [part.key, part.value])) };
}
