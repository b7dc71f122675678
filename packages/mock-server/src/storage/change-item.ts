import type { Answer } from '../answer.ts';
import { fitItem, isFitting } from './body-form.ts';
import type { CollectionFacts } from './collection-facts.ts';
import { answerCreated, sentItems } from './create-items.ts';
import { type DraftContext, draftItem, touchItem } from './draft-item.ts';
import { type FoundItem, findItem, isGone, moveItem, stateOf, storeItem } from './item-store.ts';
import { applyJsonPatch } from './json-patch.ts';
import { layOver, makeItem, storageTime } from './make-item.ts';
import { mergeValue } from './merge-value.ts';
import { itemKey } from './partition.ts';
import { notFound } from './read-item.ts';
import type { SchemaView, SchemaViews } from './schema-view.ts';
import { showItems } from './show-item.ts';
import { answer, chooseSuccess, refuseStored, type StorageCall, store } from './storage-call.ts';
import type { StorageState } from './storage-state.ts';
import { getAt, type Item, idText, setAt } from './values.ts';

type Changed = { readonly value: Item } | { readonly refused: Answer | Promise<Answer> };

/** Changes one item, or replaces it; what `PUT` finds absent it may make. */
export function changeItem(stored: StorageCall): Answer | Promise<Answer> {
  const { call, context, action } = stored;
  const { storage } = call.exchange.world.state;
  const placed = withBodyId(stored);
  const found = findItem(storage, placed.address, context);
  if (found === undefined) return changeAbsent(storage, placed);
  const changed = changedValue(found, storage, placed);
  if ('refused' in changed) return changed.refused;
  const id = keyAfter(found, changed.value, placed);
  const next = { ...found, id, item: { ...found.item, value: changed.value } };
  if (id !== found.id && stateOf(storage, found.partition, context).items.has(id))
    return refuseStored(call, 'ITEM_CONFLICT', `"${action.collection.name}" has an item of this id already.`);
  store(
    stored,
    id === found.id ? storeItem(storage, next, context) : moveItem(storage, { from: found, to: next }, context),
  );
  return answerChanged(next, placed);
}

function answerChanged({ item, id }: FoundItem, stored: StorageCall): Answer | Promise<Answer> {
  const { context, action } = stored;
  return answer(stored, {
    chosen: chooseSuccess(stored, [200, 202, 204]),
    make: (target) =>
      showItems([item.value], target, { stored, seed: `${context.seed} ${action.collection.name} ${id}` }),
    why: `${action.kind === 'replace' ? 'replaced' : 'changed'} in "${action.collection.name}"`,
  });
}

/** The id may stand in what was sent. */
function withBodyId(stored: StorageCall): StorageCall {
  const { action, address, context } = stored;
  const index = action.binding.own.indexOf('body');
  if (index === -1) return stored;
  const path = context.model.factsOf(action.collection).ownPaths[index];
  const id = path && idText(getAt(sentItems(stored)[0], path));
  return { ...stored, address: { ...address, own: address.own.with(index, id) } };
}

function changeAbsent(storage: StorageState, stored: StorageCall): Answer | Promise<Answer> {
  const { call, context, action } = stored;
  const { collection } = action;
  const isOpen = (context.model.isOpen(collection) && !isGone(storage, stored.address)) || collection.isSingleton;
  const mayMake = action.kind === 'replace' ? context.model.upserts(collection) || isOpen : isOpen;
  const isNew = action.kind === 'replace' && action.binding.own.includes('body') && makesUnknown(stored);
  if (!isNew && (!mayMake || stored.address.own.includes(undefined)))
    return refuseStored(call, 'ITEM_NOT_FOUND', notFound(stored));
  const made = makeItem(sentItems(stored)[0] ?? {}, storage, stored);
  if (made === undefined) return refuseStored(call, 'ITEM_NOT_FOUND', notFound(stored));
  store(stored, storeItem(storage, made, context));
  return action.kind === 'replace' ? answerCreated([made], stored) : answerChanged(made, stored);
}

/** `PUT` to all of them: what is sent without an id is new, and so is what has an unknown one, where the document knows no 404. */
function makesUnknown({ address, call }: StorageCall): boolean {
  const knows404 = call.compiled.operation.responses.some(({ status }) => status === '404');
  return address.own.includes(undefined) || !knows404;
}

function changedValue(found: FoundItem, storage: StorageState, stored: StorageCall): Changed {
  const { call, context, action } = stored;
  const facts = context.model.factsOf(action.collection);
  const { views } = context.model;
  const { value: before } = found.item;
  const drafting = { facts, views, now: storageTime(storage), isChange: true };
  const settled = (next: Item): Changed => ({ value: settle(next, { before, stored, drafting }) });
  const contentType = call.exchange.request.header('content-type') ?? '';
  if (/json-patch\+json/i.test(contentType)) {
    const patched = applyJsonPatch(before, stored.body);
    if ('value' in patched) return settled(patched.value);
    return {
      refused: refuseStored(call, patched.failure === 'test' ? 'ITEM_CONFLICT' : 'PATCH_FAILED', patched.detail),
    };
  }
  const sent = withoutReadOnly(sentItems(stored)[0] ?? {}, facts.item, views);
  if (action.kind === 'replace') return settled(draftItem(sent, before, drafting));
  const nullRemoves = /merge-patch\+json/i.test(contentType);
  return settled(mergeValue(before, sent, { views, view: facts.item, nullRemoves }) as Item);
}

function withoutReadOnly(sent: Item, view: SchemaView | undefined, views: SchemaViews): Item {
  if (view === undefined) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => views.property(view, name)?.readOnly !== true));
}

interface Settling {
  readonly before: Item;
  readonly stored: StorageCall;
  readonly drafting: DraftContext;
}

/** The changed item as it is kept: valid, with the time of its change, and with its id where no client may change that. */
function settle(next: Item, { before, stored, drafting }: Settling): Item {
  const { context, action } = stored;
  const { views } = context.model;
  const { facts } = drafting;
  const form = context.forms.canonical(action.collection);
  const touched = touchItem(keepIds(next, before, { facts, mayRename: action.kind === 'update' }), drafting);
  if (form === undefined) return touched;
  const fitted = fitItem(touched, form, { views, before, seed: `${context.seed} ${action.collection.name}` });
  const extras = Object.entries(touched).filter(([name]) => !(facts.item?.properties.has(name) ?? false));
  return {
    ...Object.fromEntries(extras),
    ...(fitted ?? layOver(before, touched, (item) => isFitting(item, form, views))),
  };
}

/** What the client may not set stays, and so does what a replacement does not say. */
function keepIds(next: Item, before: Item, { facts, mayRename }: { facts: CollectionFacts; mayRename: boolean }): Item {
  return facts.ownPaths.reduce((item, path) => {
    const id = path && getAt(before, path);
    if (path === undefined || id === undefined) return item;
    const isSettable =
      mayRename && facts.settable?.has(path[0] ?? '') === true && idText(getAt(item, path)) !== undefined;
    return isSettable ? item : (setAt(item, path, id) as Item);
  }, next);
}

function keyAfter({ id }: FoundItem, value: Item, { action, context }: StorageCall): string {
  const { collection } = action;
  const paths = context.model.factsOf(collection).ownPaths;
  if (collection.own.length === 0 || paths.length !== collection.own.length) return id;
  const texts = paths.map((path) => path && idText(getAt(value, path)));
  // Only the last part is the item's own; the others say where it stands.
  const last = texts.at(-1);
  if (last === undefined) return id;
  const before = collection.own.length === 1 ? [] : (JSON.parse(id) as string[]).slice(0, -1);
  return itemKey([...before, last]);
}
