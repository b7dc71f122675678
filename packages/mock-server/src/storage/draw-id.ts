import { generateWith, isFitting, itemsIn } from './body-form.ts';
import type { Collection } from './collections.ts';
import type { FormFinder } from './form-finder.ts';
import { newId } from './new-id.ts';
import type { StorageModel } from './storage-model.ts';
import { getAt, type Item, setAt } from './values.ts';

export interface Draw {
  readonly collection: Collection;
  /** The item that gets it. */
  readonly item: Item;
  readonly seed: string;
  /** How many ids were given out below the same parent. */
  readonly created: number;
  /** Whether another item has it. */
  isTaken(id: string): boolean;
}

/** An id of its own for an item, and the item with it; `undefined` when there is none left. */
export function drawId(
  { collection, item, seed, created, isTaken }: Draw,
  { model, forms }: { readonly model: StorageModel; readonly forms: FormFinder },
): { readonly id: string; readonly item: Item } | undefined {
  const form = forms.canonical(collection);
  const path = model.factsOf(collection).ownPaths.at(-1);
  const withId = (id: unknown): Item => (path === undefined ? item : (setAt(item, path, id) as Item));
  const id = newId({
    ...forms.idFacts(collection),
    ...{ seed, created, item, beside: path === undefined ? undefined : getAt(item, path.slice(0, -1)) },
    isPathId: (candidate) => forms.isPathId(collection, candidate),
    generated: (draw) =>
      form === undefined || path === undefined
        ? undefined
        : getAt(itemsIn(generateWith(form, draw, 'random'), form)[0], path),
    isFree: (candidate) =>
      !isTaken(String(candidate)) &&
      (form === undefined || path === undefined || isFitting(withId(candidate), form, model.views)),
  });
  return id === undefined ? undefined : { id: String(id), item: withId(id) };
}
