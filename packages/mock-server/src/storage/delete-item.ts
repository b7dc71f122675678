import type { Answer } from '../answer.ts';
import { dropItem, type FoundItem, findItem, isGone, partitionFor, storeItem } from './item-store.ts';
import { makeItem } from './make-item.ts';
import { notFound } from './read-item.ts';
import { showItems } from './show-item.ts';
import { answer, chooseSuccess, refuseStored, type StorageCall, store } from './storage-call.ts';
import type { StorageState } from './storage-state.ts';

/** Deletes one item and all that is below it. */
export function deleteItem(stored: StorageCall): Answer | Promise<Answer> {
  const { call, context, action, address } = stored;
  const { storage } = call.exchange.world.state;
  const isOpen = context.model.isOpen(action.collection);
  const found = findItem(storage, address, context) ?? (isOpen ? implied(storage, stored) : undefined);
  if (found === undefined) return refuseStored(call, 'ITEM_NOT_FOUND', notFound(stored));
  const dropped = dropItem(storage, found, context);
  store(stored, isOpen ? storeItem(dropped, { ...found, item: { value: {}, isGone: true } }, context) : dropped);
  return answer(stored, {
    chosen: chooseSuccess(stored, []),
    make: (target) =>
      showItems([found.item.value], target, { stored, seed: `${context.seed} ${action.collection.name} ${found.id}` }),
    why: `deleted from "${action.collection.name}"`,
  });
}

/** What nobody can create or list is there under every id, until it is deleted. */
function implied(storage: StorageState, stored: StorageCall): FoundItem | undefined {
  if (isGone(storage, stored.address)) return undefined;
  const made = makeItem({}, storage, stored);
  return made && { partition: partitionFor(stored.address), id: made.id, item: made.item };
}
