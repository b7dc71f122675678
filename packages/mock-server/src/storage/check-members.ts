import { nearestName } from '@mockloop/schema';
import { escapeToken } from '@mockloop/spec-parser';
import { generateWith } from './body-form.ts';
import { type CheckItemContext, completeItem, pointerTo } from './check-item.ts';
import type { Collection } from './collections.ts';
import type { StorageModel } from './storage-model.ts';
import { type Item, setAt } from './values.ts';

/** Reports the members of an item that its schema forbids, and those that are a slip in the name of another. */
export function checkMembers(item: Item, context: CheckItemContext): void {
  const { model, collection, report } = context;
  const { item: view, settable = new Set<string>() } = model.factsOf(collection);
  if (view === undefined || view.properties.size === 0) return;
  const known = new Set([...view.properties.keys(), ...view.mentioned, ...settable]);
  const unknown = Object.keys(item).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const forbidden = forbiddenMembers(item, context);
  const free = [...known].filter((name) => !Object.hasOwn(item, name));
  for (const name of unknown) {
    const meant = view.isOpen && !forbidden.has(name) ? undefined : nearestName(name, free);
    if (meant === undefined && !forbidden.has(name)) continue;
    const advice = meant === undefined ? 'Leave it out.' : `Did you mean ${JSON.stringify(meant)}?`;
    report(`/${escapeToken(name)}`, `"${collection.name}" has no member ${JSON.stringify(name)}. ${advice}`);
  }
}

function forbiddenMembers(item: Item, context: CheckItemContext): ReadonlySet<unknown> {
  const form = context.forms.canonical(context.collection);
  if (form === undefined) return new Set();
  const base = generateWith(form, context.collection.name);
  const whole = completeItem(item, context);
  const violations = form.schema.validate(setAt(base, form.path, form.isList ? [whole] : whole));
  const place = pointerTo(form);
  return new Set(
    violations
      .filter(({ pointer }) => pointer === place)
      .map(({ params }) => params.additionalProperty ?? params.unevaluatedProperties ?? params.unevaluatedProperty),
  );
}

/** The members that clients have to send, and that an item leaves to the mock. */
export function omittedMembers(item: Item, collection: Collection, model: StorageModel): readonly string[] {
  const { item: view, settable, ownPaths, parentPaths } = model.factsOf(collection);
  if (view === undefined || settable === undefined) return [];
  const ids = new Set([...ownPaths, ...parentPaths].map((path) => path?.[0]));
  return [...view.required].filter(
    (name) =>
      settable.has(name) &&
      !ids.has(name) &&
      !Object.hasOwn(item, name) &&
      model.views.property(view, name)?.default === undefined,
  );
}
