import type { Answer } from '../answer.ts';
import { actedItem } from './acted-item.ts';
import { findItem, storeItem } from './item-store.ts';
import { storageTime } from './make-item.ts';
import { structured } from './operation-facts.ts';
import { findValue, notFound } from './read-item.ts';
import { showFacts, showItems } from './show-item.ts';
import { answer, chooseSuccess, refuseStored, type StorageCall, store } from './storage-call.ts';
import type { Item } from './values.ts';

/** Answers from the document, with what is stored of the item that the path names. What answers with the item may change it. */
export function actOnItem(stored: StorageCall): Answer | Promise<Answer> {
  const { context, action, call } = stored;
  const { collection } = action;
  const value = findValue(stored);
  if (value === undefined && context.model.canCreate(collection))
    return refuseStored(call, 'ITEM_NOT_FOUND', notFound(stored));
  const chosen = chooseSuccess(stored, []);
  const why = `about an item of "${collection.name}"`;
  const mediaType = structured(chosen.response.content);
  const showsItem = mediaType !== undefined && context.forms.response(mediaType, collection, 'item') !== undefined;
  const shown = showsItem && value !== undefined ? act(value, stored) : value;
  return answer(stored, {
    chosen,
    make: (target) =>
      shown !== undefined && showsItem
        ? showItems([shown], target, { stored, seed: `${context.seed} ${collection.name}` })
        : showFacts(shown, target, stored),
    why,
  });
}

/** What the item is after something was done to it; it is kept where it is another. */
function act(value: Item, stored: StorageCall): Item {
  const { call, context, address } = stored;
  const { world, request } = call.exchange;
  const { storage } = world.state;
  const found = findItem(storage, address, context);
  if (found === undefined || !['POST', 'PUT', 'PATCH'].includes(request.method)) return value;
  const next = actedItem(value, { stored, now: storageTime(storage) });
  if (next !== value) store(stored, storeItem(storage, { ...found, item: { ...found.item, value: next } }, context));
  return next;
}
