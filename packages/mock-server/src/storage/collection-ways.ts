import type { Collection, PathIndex, PathNode } from './collections.ts';
import type { BodyPath } from './locate.ts';
import { kindOf, sameKind } from './names.ts';
import { literalsOf, prefixOf } from './path-shape.ts';
import type { SchemaView, SchemaViews } from './schema-view.ts';
import { similarity } from './similarity.ts';
import type { StorageModel } from './storage-model.ts';

/** A collection that another path may be about. */
export interface Alias {
  readonly collection: Collection;
  /** The literals of its own path. */
  readonly own: readonly string[];
  /** The other path says below which parents. */
  readonly namesParents: boolean;
}

/**
 * Collections that a path without an id may list or add to: those that its last literal names. First those whose parents
 * the path names, then those of which it names fewer.
 */
export function aliasesOf({ shape }: Pick<PathNode, 'shape'>, { byKind }: PathIndex): readonly Alias[] {
  const literals = literalsOf(shape);
  return (byKind.get(kindOf(literals.at(-1) ?? '')) ?? [])
    .filter(({ base }) => base.key !== shape.key)
    .map((collection) => ({ collection, own: literalsOf(collection.base) }))
    .map((one) => ({ ...one, namesParents: isSubsequence(one.own, literals) }))
    .filter(({ own, namesParents }) => namesParents || isSubsequence(literals, own))
    .toSorted(
      (a, b) => Number(b.namesParents) - Number(a.namesParents) || shared(b.own, literals) - shared(a.own, literals),
    );
}

/** Paths without an id that may list a collection or add to it, beside its own. */
export function nodesFor(
  { base, literal }: Collection,
  { nodesByKind, nodesBelow, byBase }: PathIndex,
): readonly PathNode[] {
  const literals = literalsOf(base);
  const below = (nodesBelow.get(base.key) ?? []).filter(({ shape }) => !byBase.has(shape.key));
  const elsewhere = (nodesByKind.get(kindOf(literal)) ?? []).filter((node) => {
    const { shape } = node;
    if (shape.key === base.key || below.includes(node)) return false;
    const own = literalsOf(shape);
    return isSubsequence(own, literals) || isSubsequence(literals, own);
  });
  return [...below, ...elsewhere];
}

/** Members by which other paths know its items: a team has an `id`, and a `slug` in its organization. */
export function otherIdPaths(collection: Collection, model: StorageModel): readonly BodyPath[] {
  const own = JSON.stringify(model.factsOf(collection).ownPaths.at(-1));
  const paths = new Map<string, BodyPath>();
  for (const view of viewsOf(collection, model.index)) {
    const isView = view !== collection && model.mainOf(view) === collection;
    const path =
      isView && view.item !== undefined ? model.bind(view.item.shape, collection, view).ownPaths?.at(-1) : undefined;
    if (path !== undefined && JSON.stringify(path) !== own) paths.set(JSON.stringify(path), path);
  }
  return [...paths.values()];
}

/** Collections that may be another way to one. */
function viewsOf({ base, literal }: Collection, { byKind, byBase, nodesBelow }: PathIndex): readonly Collection[] {
  const below = (nodesBelow.get(base.key) ?? []).flatMap(({ shape }) => byBase.get(shape.key) ?? []);
  return [...new Set([...(byKind.get(kindOf(literal)) ?? []), ...below])];
}

/** The collection itself, or the one that it is another way to. */
export function findMain(collection: Collection, model: StorageModel): Collection {
  const { item } = model.factsOf(collection);
  if (item === undefined || collection.item === undefined) return collection;
  const literals = literalsOf(collection.base);
  const shorter = aliasesOf({ shape: collection.base }, model.index).find(({ collection: other, own }) => {
    if (own.length >= literals.length || other.own.length !== collection.own.length) return false;
    const theirs = other.item?.operations.has('GET') ? model.factsOf(other).item : undefined;
    if (theirs === undefined || !isSubsequence(own, literals)) return false;
    return isSame(item, theirs, model.views) && !isRelation(collection.item, other.item);
  });
  return shorter?.collection ?? findOtherId(collection, item, model) ?? collection;
}

function isSame(a: SchemaView, b: SchemaView, views: SchemaViews): boolean {
  const sizes = [a.properties.size, b.properties.size];
  return Math.min(...sizes) * 2 >= Math.max(...sizes) && similarity(a, b, views) >= 0.9;
}

/** `/releases/tags/{tag}` reads a release by another id. */
function findOtherId(
  { base, item: node, own }: Collection,
  item: SchemaView,
  model: StorageModel,
): Collection | undefined {
  const isBelowItem = base.segments.at(-1)?.kind === 'parameter';
  const readsOnly = node !== undefined && [...node.operations.keys()].every((method) => method === 'GET');
  if (isBelowItem || !readsOnly || own.length > 1) return undefined;
  const other = model.index.byBase.get(prefixOf(base, base.segments.length - 1).key);
  const theirs = other?.item?.operations.has('GET') && other.own.length === 1 ? model.factsOf(other).item : undefined;
  return theirs !== undefined && isSame(item, theirs, model.views) ? other : undefined;
}

/** `PUT /teams/{team}/repos/{repo}` says that two things belong together; neither is made by it. */
function isRelation(node: PathNode | undefined, main: PathNode | undefined): boolean {
  return node?.operations.has('PUT') === true && main?.operations.has('PUT') === false;
}

/** Whether all of `a` stands in `b` in the same order. */
function isSubsequence(a: readonly string[], b: readonly string[]): boolean {
  let at = 0;
  for (const text of b) if (at < a.length && sameKind(text, a[at] ?? '')) at++;
  return at === a.length;
}

function shared(a: readonly string[], b: readonly string[]): number {
  const common = a.filter((text) => b.includes(text)).length;
  return common * 100 - Math.abs(a.length - b.length);
}
