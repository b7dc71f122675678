import type { Collection, PathPart } from './collections.ts';
import { plainName } from './names.ts';
import type { Binding, ValueRef } from './storage-action.ts';

/**
 * Says which parameters of a path are parts of the ids of a collection.
 *
 * @param parts The parameters of the path.
 * @param isItem The path leads to one item: its last parameters are the item's own.
 */
export function bindPath(parts: readonly PathPart[], collection: Collection, isItem: boolean): Binding {
  const { parents, own } = collection;
  const ownParts = isItem ? parts.slice(parts.length - own.length) : [];
  const before = isItem ? parts.slice(0, parts.length - own.length) : parts;
  const unused = new Set(before);
  const take = (wanted: PathPart): PathPart | undefined => {
    const found = before.find(
      (part) => unused.has(part) && part.after === wanted.after && part.offset === wanted.offset,
    );
    if (found !== undefined) unused.delete(found);
    return found;
  };
  const boundParents = parents.map(take);
  const boundOwn = isItem ? ownParts : own.map((part, index) => (index === own.length - 1 ? undefined : take(part)));
  if (!isItem) fillInOrder([...parents, ...own.slice(0, -1)], [boundParents, boundOwn], unused);
  return {
    parents: boundParents.map(refOf),
    own: boundOwn.map(refOf),
    scope: [...unused].map((part) => ({ part, ref: `path.${part.name}`, key: `${part.after}/${part.offset}` })),
  };
}

/** `/orgs/{org}/repos` says by `org` what `/repos/{owner}/{repo}` calls `owner`. */
function fillInOrder(
  wanted: readonly PathPart[],
  [parents, own]: readonly [(PathPart | undefined)[], (PathPart | undefined)[]],
  unused: Set<PathPart>,
): void {
  const open = wanted.filter(
    (_, index) => (index < parents.length ? parents[index] : own[index - parents.length]) === undefined,
  );
  const left = [...unused];
  if (open.length === 0 || open.length !== left.length || !left.every((part, index) => mayName(part, open[index])))
    return;
  for (const part of left) {
    const inParents = parents.indexOf(undefined);
    if (inParents !== -1) parents[inParents] = part;
    else own[own.indexOf(undefined)] = part;
    unused.delete(part);
  }
}

/** A number of something is not its name. */
function mayName(part: PathPart, wanted: PathPart | undefined): boolean {
  return wanted !== undefined && plainName(part.name).endsWith('id') === plainName(wanted.name).endsWith('id');
}

function refOf(part: PathPart | undefined): ValueRef | undefined {
  return part && `path.${part.name}`;
}
