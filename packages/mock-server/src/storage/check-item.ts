import { escapeToken } from '@mockloop/spec-parser';
import { type BodyForm, generateWith, itemsIn, placeItems } from './body-form.ts';
import type { Collection } from './collections.ts';
import type { FormFinder } from './form-finder.ts';
import type { StorageModel } from './storage-model.ts';
import { type Item, isItem } from './values.ts';

export interface CheckItemContext {
  readonly model: StorageModel;
  readonly forms: FormFinder;
  readonly collection: Collection;
  /** Told what is wrong: a JSON Pointer into the item, what it is, and what to do about it. */
  report(pointer: string, detail: string): void;
}

/**
 * An item that somebody wrote, checked with what it leaves out filled in.
 *
 * @returns The item as it was written, or `undefined` where it breaks its schema.
 */
export function checkItem(item: unknown, { model, forms, collection, report }: CheckItemContext): Item | undefined {
  if (!isItem(item)) {
    report('', 'Expected an object.');
    return undefined;
  }
  const form = forms.canonical(collection);
  if (form === undefined) return item;
  const { views } = model;
  const whole = completeItem(item, { model, forms, collection });
  const base = generateWith(form, collection.name);
  const violations = form.schema.validate(placeItems(base, [whole], { form, views }));
  for (const { pointer, message } of violations)
    report(pointer.slice(pointerTo(form).length), `${message}. Change it to what the document's schema allows.`);
  return violations.length === 0 ? item : undefined;
}

/** An item with what its schema asks for and it leaves out. */
export function completeItem(
  item: Item,
  { model, forms, collection }: Pick<CheckItemContext, 'model' | 'forms' | 'collection'>,
): Item {
  const form = forms.canonical(collection);
  const [valid = {}] = form === undefined ? [] : itemsIn(generateWith(form, collection.name), form);
  const { item: view } = model.factsOf(collection);
  const missing = Object.entries(valid).filter(
    ([name]) => view?.required.has(name) === true && !Object.hasOwn(item, name),
  );
  return { ...Object.fromEntries(missing), ...item };
}

/** The JSON Pointer of the item, or of the first one, in a body of a form. */
export function pointerTo({ path, isList }: BodyForm): string {
  return [...path, ...(isList ? ['0'] : [])].map((token) => `/${escapeToken(token)}`).join('');
}
