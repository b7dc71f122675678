import { type Collection, lastWord, type PathNode } from './collections.ts';
import { locateItem, locateList } from './locate.ts';
import type { OperationFacts } from './operation-facts.ts';
import { allowsType, isObjectView, type SchemaView } from './schema-view.ts';
import { ALIKE, similarity } from './similarity.ts';
import type { StorageModel } from './storage-model.ts';

interface ListContext {
  readonly model: StorageModel;
  /** It is the collection's own path: what it lists may say little of the items. */
  readonly isOwn?: boolean | undefined;
}

/** Whether an operation answers with a list of a collection's items. */
export function answersList(
  { responses }: OperationFacts,
  collection: Collection,
  { model, isOwn }: ListContext,
): boolean {
  const { item } = model.factsOf(collection);
  const hints = { views: model.views, collection: collection.literal, like: item, isOwn };
  return responses.some((view) => locateList(view, hints) !== undefined);
}

/** A deletion that is sent a list, as `emails`, deletes what is in it. */
export function namesSome({ request }: OperationFacts, { views }: StorageModel): boolean {
  if (request === undefined) return false;
  const lists = [...request.properties].filter(([, schemas]) => views.of(schemas).items.length > 0);
  return request.items.length > 0 || lists.some(([name]) => /s$/i.test(name));
}

/** Whether an operation answers with one item, or with nothing at all. */
export function isAboutItem(
  { responses, isBodiless }: OperationFacts,
  collection: Collection,
  model: StorageModel,
): boolean {
  if (isBodiless) return true;
  return responses.some((view) => holdsItem(view, collection, model));
}

/** Whether an operation is sent one item. */
export function sendsItem({ request }: OperationFacts, collection: Collection, model: StorageModel): boolean {
  return request !== undefined && holdsItem(request, collection, model);
}

/** Whether it is sent a list of them. */
export function takesMany({ request }: OperationFacts, collection: Collection, model: StorageModel): boolean {
  if (
    request === undefined ||
    request.items.length === 0 ||
    !allowsType(request, 'array') ||
    request.properties.size > 0
  )
    return false;
  return holdsItem(model.views.of(request.items), collection, model);
}

function holdsItem(view: SchemaView, collection: Collection, model: StorageModel): boolean {
  const { item } = model.factsOf(collection);
  const { views } = model;
  if (item === undefined) return isObjectView(view) || view.types.has('object');
  const isArray = view.items.length > 0 && view.properties.size === 0;
  const whole = isArray ? views.of(view.items) : view;
  const place = locateItem(whole, { views, collection: collection.literal, like: item });
  const found = place && views.at(whole, place.path);
  if (place === undefined || found === undefined) return false;
  return similarity(place.inArray ? views.of(found.items) : found, item, views) >= ALIKE;
}

/** `GET` on the same path answers with one thing: there is one of it. */
export function answersOne(node: PathNode, model: StorageModel): boolean {
  const get = model.facts(node.operations.get('GET'));
  const hints = { views: model.views, collection: lastWord(node) };
  return get?.responses.some((view) => isObjectView(view) && locateList(view, hints) === undefined) === true;
}
