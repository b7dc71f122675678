import type { Collection } from './collections.ts';
import { action, type Found, type Inferred, type Place } from './found-action.ts';
import { plainName } from './names.ts';
import { answersList, isAboutItem, namesSome, sendsItem, takesMany } from './operation-evidence.ts';
import type { ActionKind } from './storage-action.ts';

/** What an operation does to a collection whose path has no id. */
export function collectionAction(place: Place, collection: Collection, why: string): Inferred | undefined {
  const isOwn = collection.base.key === place.shape.key;
  const { shape, model, entry, facts } = place;
  const binding = model.bind(shape, collection);
  const found = (kind: ActionKind, isMany = false): Inferred =>
    action(kind, { place, collection, binding, why, isMany });
  switch (entry.method) {
    case 'GET':
    case 'HEAD':
      return answersList(facts, collection, { model, isOwn })
        ? found('list')
        : byQuery('read', { place, collection, binding, why });
    case 'POST':
      if (takesMany(facts, collection, model)) return found('create', true);
      return isAboutItem(facts, collection, model) || (facts.isBodiless && sendsItem(facts, collection, model))
        ? found('create')
        : undefined;
    case 'PUT':
    case 'PATCH':
      return byBody(entry.method === 'PUT' ? 'replace' : 'update', { place, collection, binding, why });
    case 'DELETE':
      return (
        byQuery('delete', { place, collection, binding, why }) ?? (namesSome(facts, model) ? undefined : found('clear'))
      );
    default:
      return undefined;
  }
}

/** The id stands in the query. */
function byQuery(kind: ActionKind, found: Found): Inferred | undefined {
  const { collection, place } = found;
  const names = new Set(['id', ...collection.own.map(({ name }) => name)].map(plainName));
  const parameter = place.facts.operation.parameters.find(
    (one) => one.in === 'query' && one.required && names.has(plainName(one.name)),
  );
  if (parameter === undefined || collection.own.length > 1) return undefined;
  return action(kind, {
    ...found,
    binding: { ...found.binding, own: [`query.${parameter.name}`] },
    why: 'the id stands in the query',
  });
}

/** The id stands in the item that is sent: `PUT /pet`. */
function byBody(kind: ActionKind, found: Found): Inferred | undefined {
  const { collection, place } = found;
  const { model, facts } = place;
  const [path] = model.factsOf(collection).ownPaths;
  if (path === undefined || collection.own.length > 1 || !sendsItem(facts, collection, model)) return undefined;
  return action(kind, {
    ...found,
    binding: { ...found.binding, own: ['body'] },
    why: 'the id stands in the item that is sent',
  });
}
