import type { Answer } from '../answer.ts';
import { locationOf } from './item-location.ts';
import { storeItem } from './item-store.ts';
import { type MadeItem, makeItem } from './make-item.ts';
import { showItems } from './show-item.ts';
import { answer, chooseSuccess, refuseStored, type StorageCall, sentMediaType, store } from './storage-call.ts';
import { getAt, type Item, isItem } from './values.ts';

/** How many items one request may make. */
const MAX_ITEMS = 10_000;

/** Makes items of what was sent, all of them or none. */
export function createItems(stored: StorageCall): Answer | Promise<Answer> {
  const { call, context, action } = stored;
  const made: MadeItem[] = [];
  let { storage } = call.exchange.world.state;
  for (const sent of sentItems(stored)) {
    const next = makeItem(sent, storage, stored);
    if (next === undefined)
      return refuseStored(call, 'ITEM_CONFLICT', `"${action.collection.name}" has no id left that its schema allows.`);
    if (next.isTaken)
      return refuseStored(
        call,
        'ITEM_CONFLICT',
        `"${action.collection.name}" has an item of this id already. Change it, or send another id.`,
      );
    storage = storeItem(storage, next, context);
    made.push(next);
  }
  store(stored, storage);
  return answerCreated(made, stored);
}

/** Answers with items that were just made. */
export function answerCreated(made: readonly MadeItem[], stored: StorageCall): Answer | Promise<Answer> {
  const { context, action } = stored;
  const chosen = chooseSuccess(stored, [201]);
  const [first] = made;
  const wantsLocation =
    chosen.status === 201 || chosen.response.headers.some(({ name }) => name.toLowerCase() === 'location');
  const location = wantsLocation && made.length === 1 && first !== undefined ? locationOf(first, stored) : undefined;
  return answer(stored, {
    chosen,
    make: (target) =>
      showItems(
        made.map(({ item }) => item.value),
        target,
        { stored, seed: `${context.seed} ${action.collection.name} ${first?.id ?? ''}` },
      ),
    headers: location === undefined ? [] : ['location', location],
    why: `created in "${action.collection.name}"`,
  });
}

/** The items in what was sent. */
export function sentItems(stored: StorageCall): readonly Item[] {
  const { body, context, action } = stored;
  const place = context.forms.sentPlace(sentMediaType(stored), action.collection);
  const found = getAt(body, place.path);
  if (place.isList && Array.isArray(found)) return found.filter(isItem).slice(0, MAX_ITEMS);
  if (isItem(found)) return [found];
  return [isItem(body) ? body : {}];
}
