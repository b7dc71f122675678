import { collectionAction } from './collection-action.ts';
import { aliasesOf } from './collection-ways.ts';
import { lastWord } from './collections.ts';
import { action, ancestorsOf, type Inferred, none, type Place } from './found-action.ts';
import { actAction, itemViewAction } from './item-view-action.ts';
import { locateList } from './locate.ts';
import { answersList, answersOne, isAboutItem, sendsItem, takesMany } from './operation-evidence.ts';
import { prefixOf } from './path-shape.ts';
import { isObjectView } from './schema-view.ts';
import type { ActionKind, StorageAction } from './storage-action.ts';

const CREATE_VERBS = /^:?(create|new|add|register|insert|import|bulk|batch)/i;

/** What an operation does whose path ends with a word. */
export function listAction(place: Place): Inferred | undefined {
  return (
    directAction(place) ??
    nestedWordAction(place) ??
    aliasAction(place) ??
    itemViewAction(place) ??
    ownAction(place) ??
    actAction(place)
  );
}

/** Items have paths below this one. */
function directAction(place: Place): Inferred | undefined {
  const { shape, model } = place;
  const view = model.index.byBase.get(shape.key);
  if (view === undefined) return undefined;
  const collection = model.mainOf(view);
  return collectionAction(place, collection, 'items have their paths below this one');
}

/** A word behind the path of a collection: `/pets/findByStatus`, `/containers/create`. */
function nestedWordAction(place: Place): Inferred | undefined {
  const { shape, model, entry, facts } = place;
  const before = prefixOf(shape, shape.segments.length - 1);
  const view = model.index.byBase.get(before.key);
  if (view === undefined || before.segments.at(-1)?.kind === 'parameter') return undefined;
  const collection = model.mainOf(view);
  const binding = model.bind(shape, collection);
  if (entry.method === 'GET' && answersList(facts, collection, { model }))
    return action('list', {
      place,
      collection,
      binding,
      why: 'it answers a list of the collection before its last word',
    });
  if (entry.method !== 'POST') return undefined;
  const isMany = takesMany(facts, collection, model);
  const word = shape.segments.at(-1);
  if (isMany || (word?.kind === 'literal' && CREATE_VERBS.test(word.text) && sendsItem(facts, collection, model)))
    return action('create', { place, collection, binding, why: 'its last word makes items', isMany });
  return undefined;
}

/** Another path to a collection that has paths elsewhere: `/user/repos`. */
function aliasAction(place: Place): Inferred | undefined {
  const { node, model, entry } = place;
  if ((entry.method !== 'GET' && entry.method !== 'POST') || answersOne(node, model)) return undefined;
  for (const { collection: candidate, namesParents } of aliasesOf(node, model.index)) {
    if (entry.method === 'POST' && !namesParents) continue;
    const collection = model.mainOf(candidate);
    const found = collectionAction(place, collection, `its last word is that of ${candidate.base.key}`);
    if (found === undefined || found.kind === 'act' || found.kind === 'none') continue;
    if (found.kind === 'list' && !canHaveMembers(place, found)) {
      return { ...none('nothing says which items are below this parent'), ancestors: ancestorsOf(place) };
    }
    return found;
  }
  return undefined;
}

/** Whether an item can be in what the path limits the list to: it says so itself, or is created by the same path. */
function canHaveMembers({ node }: Place, { binding }: StorageAction): boolean {
  return node.operations.has('POST') || binding.scope.every(({ path }) => path !== undefined);
}

/** A thing of which there is one, or a list whose items have no paths of their own. */
function ownAction(place: Place): Inferred | undefined {
  const { node, model, entry, facts } = place;
  const get = model.facts(node.operations.get('GET'));
  if (get === undefined) return undefined;
  const isList = get.responses.some(
    (view) => locateList(view, { views: model.views, collection: lastWord(node) }) !== undefined,
  );
  const collection = model.ownCollection(node, !isList);
  if (isList) return collectionAction(place, collection, 'it lists what it takes');
  if (!get.isBodiless && !get.responses.some(isObjectView)) return undefined;
  const binding = model.bind(node.shape, collection);
  const kind = SINGLETON_KINDS.get(entry.method);
  if (kind === undefined) return undefined;
  const isOurs = entry.method !== 'POST' || isAboutItem(facts, collection, model);
  return isOurs ? action(kind, { place, collection, binding, why: 'there is one of it' }) : undefined;
}

const SINGLETON_KINDS: ReadonlyMap<string, ActionKind> = new Map([
  ['GET', 'read'],
  ['HEAD', 'read'],
  ['PUT', 'replace'],
  ['PATCH', 'update'],
  ['POST', 'update'],
  ['DELETE', 'delete'],
] as const);
