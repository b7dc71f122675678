import type { Collection, PathNode } from './collections.ts';
import { answersList } from './operation-evidence.ts';
import type { StorageModel } from './storage-model.ts';

/** What reads an item that has no `GET` of its own: `/containers/{id}/json`. */
export const DETAIL_WORDS: ReadonlySet<string> = new Set('json info details detail inspect show get view'.split(' '));

/** Whether it is worth keeping: what is put into it can be seen, or what is listed can be read. */
export function isStored(collection: Collection, model: StorageModel): boolean {
  if (model.corrections.disabled.has(collection.name)) return false;
  const { item, list, isSingleton } = collection;
  const has = (node: PathNode | undefined, ...methods: string[]): boolean =>
    methods.some((method) => node?.operations.has(method));
  const canRead = has(item, 'GET', 'HEAD') || (item !== undefined && hasDetail(item, model));
  if (isSingleton) return has(item, 'PUT', 'PATCH', 'POST', 'DELETE');
  const listed = model.facts(list?.operations.get('GET'));
  const canList =
    (listed !== undefined && answersList(listed, collection, { model, isOwn: true })) ||
    hasAlias(collection, 'GET', model);
  const canWrite =
    has(item, 'PUT', 'PATCH', 'POST', 'DELETE') || has(list, 'POST', 'PUT') || hasAlias(collection, 'POST', model);
  return (canRead && canList) || ((canRead || canList) && canWrite);
}

function hasDetail({ shape }: PathNode, { index }: StorageModel): boolean {
  return [...DETAIL_WORDS].some((word) => index.nodes.get(`${shape.key}/${word}`)?.operations.has('GET'));
}

/** By its path alone. */
function hasAlias(collection: Collection, method: string, model: StorageModel): boolean {
  if (collection.own.length === 0) return false;
  return model.nodesFor(collection).some(({ operations }) => operations.has(method));
}
