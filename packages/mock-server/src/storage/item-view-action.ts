import { action, type Inferred, type Place } from './found-action.ts';
import { DETAIL_WORDS } from './is-stored.ts';
import { isAboutItem } from './operation-evidence.ts';
import { prefixOf } from './path-shape.ts';
import { isObjectView, type SchemaView } from './schema-view.ts';
import type { ActionKind } from './storage-action.ts';

/** `/pods/{name}/status` is another view of the item itself. */
export function itemViewAction(place: Place): Inferred | undefined {
  const { shape, model, entry, facts, node } = place;
  const before = prefixOf(shape, shape.segments.length - 1);
  const view = model.index.byItem.get(before.key);
  if (view === undefined) return undefined;
  const collection = model.mainOf(view);
  const binding = model.bind(before, collection, view);
  const word = shape.segments.at(-1);
  const isDetail =
    word?.kind === 'literal' && DETAIL_WORDS.has(word.text.toLowerCase()) && view.item?.operations.has('GET') === false;
  if (entry.method === 'GET' && isDetail && facts.responses.some(isObjectView))
    return action('read', { place, collection, binding, why: 'nothing else reads the item' });
  const get = model.facts(node.operations.get('GET'));
  const { item } = model.factsOf(collection);
  const isSame = item !== undefined && get?.responses.some((response) => sharesSchema(response, item)) === true;
  const kind = VIEW_KINDS.get(entry.method);
  if (!isSame || kind === undefined || !isAboutItem(facts, collection, model)) return undefined;
  return action(kind, { place, collection, binding, why: 'it answers with the item before its last word' });
}

const VIEW_KINDS: ReadonlyMap<string, ActionKind> = new Map([
  ['GET', 'read'],
  ['PUT', 'update'],
  ['PATCH', 'update'],
] as const);

function sharesSchema(a: SchemaView, b: SchemaView): boolean {
  return [...a.refs].some((ref) => b.refs.has(ref)) && a.properties.size === b.properties.size;
}

/** `/charges/{charge}/capture`. */
export function actAction(place: Place): Inferred | undefined {
  const { shape, model } = place;
  for (let length = shape.segments.length - 1; length > 0; length--) {
    const before = prefixOf(shape, length);
    const view = model.index.byItem.get(before.key);
    if (view === undefined) continue;
    const collection = model.mainOf(view);
    return action('act', {
      place,
      collection,
      binding: model.bind(before, collection, view),
      why: 'it does something of its own with the item',
    });
  }
  return undefined;
}
