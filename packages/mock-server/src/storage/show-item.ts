import type { BodyTarget } from '../response-plan.ts';
import { fitItem, generateWith, itemViewOf, placeItems } from './body-form.ts';
import { fitBody } from './fit-body.ts';
import { plainName } from './names.ts';
import type { StorageCall } from './storage-call.ts';
import { type Item, isItem } from './values.ts';

/**
 * The body that shows items in a response about one of them, or about several that were made at once.
 *
 * @param seed What is missing in what is stored is drawn from it.
 */
export function showItems(
  items: readonly Item[],
  target: BodyTarget,
  { stored, seed }: { stored: StorageCall; seed: string },
): unknown {
  const { collection } = stored.action;
  const { context } = stored;
  const { views } = context.model;
  const form =
    context.forms.response(target.mediaType, collection, 'item') ??
    context.forms.response(target.mediaType, collection, items.length === 1 ? 'item' : 'list');
  const [first] = items;
  if (form === undefined) return showFacts(first, target, stored);
  const isWhole = form.path.length === 0 && !form.isList && first !== undefined;
  const fitted = isWhole
    ? fitItem(first, form, { views, seed })
    : fitBody(placeItems(generateWith(form, seed), items, { form, views }), form.schema, () =>
        generateWith(form, seed),
      );
  if (fitted !== undefined) return fitted;
  context.report(
    `${stored.call.compiled.operation.key}: what is stored in "${collection.name}" cannot be made to fit its ${target.mediaType.mediaType} response${itemViewOf(form, views) === undefined ? '' : '; a generated item is sent with its id'}`,
  );
  return showFacts(first, target, stored);
}

/** The document's own body, with what is known of the item where it has a place for that: ids, and what was sent. */
export function showFacts(item: Item | undefined, target: BodyTarget, stored: StorageCall): unknown {
  const body = target.documentValue();
  if (!isItem(body)) return undefined;
  const facts = factsOf(item, stored);
  let shown: Item = body;
  const names = new Set(Object.keys(body));
  const view =
    target.mediaType.schema === undefined ? undefined : stored.context.model.views.ofUri(target.mediaType.schema);
  for (const name of view?.properties.keys() ?? []) names.add(name);
  for (const name of names) {
    const fact = facts.get(plainName(name));
    if (fact === undefined) continue;
    const next = { ...shown, [name]: fact };
    if (target.schema === undefined || target.schema.isValid(next)) shown = next;
  }
  return shown;
}

/** By plain name. */
function factsOf(item: Item | undefined, { action, read, body, context }: StorageCall): ReadonlyMap<string, unknown> {
  const facts = new Map<string, unknown>();
  if (isItem(body)) for (const [name, value] of Object.entries(body)) facts.set(plainName(name), value);
  const { collection, binding, ancestors } = action;
  const parents = ancestors.flatMap((ancestor) => [...ancestor.binding.own, ...ancestor.binding.parents]);
  for (const ref of [
    ...parents,
    ...binding.parents,
    ...binding.own,
    ...binding.scope.map(({ ref: scoped }) => scoped),
  ]) {
    const value = ref?.startsWith('path.') === true ? read(ref) : undefined;
    if (ref !== undefined && value !== undefined) facts.set(plainName(ref.slice('path.'.length)), value);
  }
  const path = context.model.factsOf(collection).ownPaths.at(-1);
  const [name] = path ?? [];
  if (item !== undefined && name !== undefined && path?.length === 1) facts.set(plainName(name), item[name]);
  return facts;
}
