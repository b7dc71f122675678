import type { Answer } from '../answer.ts';
import { findItem, isGone } from './item-store.ts';
import { makeItem } from './make-item.ts';
import { showItems } from './show-item.ts';
import { answer, chooseSuccess, refuseStored, type StorageCall } from './storage-call.ts';
import type { Item } from './values.ts';

/** Answers with one item. */
export function readItem(stored: StorageCall): Answer | Promise<Answer> {
  const { call, context, action } = stored;
  const { collection } = action;
  const value = findValue(stored);
  if (value === undefined) return refuseStored(call, 'ITEM_NOT_FOUND', notFound(stored));
  return answer(stored, {
    chosen: chooseSuccess(stored, [200, 204]),
    make: (target) => showItems([value], target, { stored, seed: `${context.seed} ${collection.name}` }),
    why: `read from "${collection.name}"`,
  });
}

/** What is stored, or, of what nobody can create or list, what it would be. */
export function findValue(stored: StorageCall): Item | undefined {
  const { call, context, action, address } = stored;
  const { storage } = call.exchange.world.state;
  const found = findItem(storage, address, context);
  if (found !== undefined) return found.item.value;
  if (!context.model.isOpen(action.collection) || isGone(storage, address)) return undefined;
  return makeItem({}, storage, stored)?.item.value;
}

export function notFound({ action: { collection } }: StorageCall): string {
  const list = collection.list?.operations.get('GET');
  const hint = list === undefined ? 'Create it first.' : `${list.key} lists those that there are.`;
  return collection.isSingleton
    ? `"${collection.name}" was deleted. Put it back first.`
    : `There is no such item in "${collection.name}". ${hint}`;
}
