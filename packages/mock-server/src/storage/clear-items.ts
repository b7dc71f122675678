import type { Answer } from '../answer.ts';
import { dropItem, itemsAt } from './item-store.ts';
import { showFacts } from './show-item.ts';
import { answer, chooseSuccess, type StorageCall, store } from './storage-call.ts';

/** Deletes all items that the same path lists. */
export function clearItems(stored: StorageCall): Answer | Promise<Answer> {
  const { call, context, action, address } = stored;
  let { storage } = call.exchange.world.state;
  for (const found of [...itemsAt(storage, address, context)]) storage = dropItem(storage, found, context);
  store(stored, storage);
  return answer(stored, {
    chosen: chooseSuccess(stored, []),
    make: (target) => showFacts(undefined, target, stored),
    why: `emptied "${action.collection.name}"`,
  });
}
