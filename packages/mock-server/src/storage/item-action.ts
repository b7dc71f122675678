import { action, type Inferred, none, type Place } from './found-action.ts';
import { answersList, isAboutItem } from './operation-evidence.ts';
import type { ActionKind } from './storage-action.ts';

/** What an operation does whose path ends with an id. */
export function itemAction(place: Place): Inferred | undefined {
  const { shape, model, entry, facts } = place;
  const view = model.index.byItem.get(shape.key);
  if (view === undefined) return undefined;
  const collection = model.mainOf(view);
  const binding = model.bind(shape, collection, view);
  const found = (kind: ActionKind, why: string): Inferred => action(kind, { place, collection, binding, why });
  switch (entry.method) {
    case 'GET':
    case 'HEAD':
      if (answersList(facts, collection, { model })) return none('it answers a list for an id');
      return isAboutItem(facts, collection, model)
        ? found('read', 'its path ends with the id')
        : found('act', 'it answers something else than the item');
    case 'PUT':
      return found('replace', 'its path ends with the id');
    case 'PATCH':
      return found('update', 'its path ends with the id');
    case 'DELETE':
      return found('delete', 'its path ends with the id');
    case 'POST':
      // Alone on its path it makes something of what the path names.
      if (isAlone(place)) return found('act', 'nothing else is done with the item at this path');
      if (isAboutItem(facts, collection, model)) return found('update', 'it answers with the item');
      return found('act', 'it answers something else than the item');
    default:
      return found('act', 'its method says nothing of storage');
  }
}

function isAlone({ node }: Place): boolean {
  return ![...node.operations.keys()].some((method) => ['GET', 'PUT', 'PATCH', 'DELETE'].includes(method));
}
