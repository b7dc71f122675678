import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import { kindOf } from './names.ts';
import { literalsOf, type PathShape, prefixOf, shapeOfPath } from './path-shape.ts';

/** All operations whose paths differ in nothing but the names of their parameters. */
export interface PathNode {
  readonly shape: PathShape;
  /** By method. */
  readonly operations: ReadonlyMap<string, OperationEntry>;
}

/** A parameter in the path of a collection or item. */
export interface PathPart {
  /** As the item's own path calls it. */
  readonly name: string;
  /** The literal before it, e.g. `repos` for both parts of `/repos/{owner}/{repo}`. */
  readonly after: string;
  /** How many parameters stand between that literal and this one. */
  readonly offset: number;
}

/** Things of one kind that have ids. */
export interface Collection {
  /** Unique in its document; in the words of its path. */
  readonly name: string;
  /** The path of all of them: `/owners/{}/pets`. */
  readonly base: PathShape;
  /** The literal that the base ends with. */
  readonly literal: string;
  /** Parameters of the base: below which parent they are. */
  readonly parents: readonly PathPart[];
  /** Parameters behind the base: which one of them it is. Empty for a singleton, and where no path leads to one. */
  readonly own: readonly PathPart[];
  /** Where one of them is read. */
  readonly item?: PathNode | undefined;
  /** Where all of them are listed. */
  readonly list?: PathNode | undefined;
  /** There is just one below each parent; `item` is its path. */
  readonly isSingleton: boolean;
}

/** What the paths of a document alone say: cheap for any number of them. */
export interface PathIndex {
  /** By `PathShape.key`. */
  readonly nodes: ReadonlyMap<string, PathNode>;
  /** Collections whose items have paths, by the key of their base. */
  readonly byBase: ReadonlyMap<string, Collection>;
  /** The same by the key of an item's path. */
  readonly byItem: ReadonlyMap<string, Collection>;
  /** The same by what their last literal names. */
  readonly byKind: ReadonlyMap<string, readonly Collection[]>;
  /** Paths that end with a literal, by what it names. */
  readonly nodesByKind: ReadonlyMap<string, readonly PathNode[]>;
  /** The same by the key of the path before that literal. */
  readonly nodesBelow: ReadonlyMap<string, readonly PathNode[]>;
}

/**
 * Groups a document's operations by their paths.
 *
 * @param renamed Names that collections get, by those that their paths give them.
 */
export function indexPaths(document: ApiDocument, renamed: ReadonlyMap<string, string>): PathIndex {
  const nodes = new Map<string, PathNode & { readonly operations: Map<string, OperationEntry> }>();
  for (const entry of document.operations) {
    const shape = shapeOfPath(entry.path);
    if (shape === undefined) continue;
    const node = nodes.get(shape.key) ?? { shape, operations: new Map() };
    if (!node.operations.has(entry.method)) node.operations.set(entry.method, entry);
    nodes.set(shape.key, node);
  }
  const bases = [...nodes.values()].flatMap((node) => {
    const base = baseOf(node.shape, nodes);
    return base === undefined ? [] : [{ node, base }];
  });
  const names = uniqueNames(bases.map(({ base }) => base)).map((name) => renamed.get(name) ?? name);
  const collections = bases.map(({ node, base }, index) => toCollection(names[index] ?? '', { node, base, nodes }));
  const words = [...nodes.values()].filter(({ shape }) => shape.segments.at(-1)?.kind === 'literal');
  return {
    nodes,
    byKind: Map.groupBy(collections, ({ literal }) => kindOf(literal)),
    nodesByKind: Map.groupBy(words, (node) => kindOf(lastWord(node))),
    nodesBelow: Map.groupBy(words, ({ shape }) => prefixOf(shape, shape.segments.length - 1).key),
    byBase: new Map(collections.map((collection) => [collection.base.key, collection])),
    byItem: new Map(collections.map((collection) => [collection.item?.shape.key ?? '', collection])),
  };
}

/** The literal that a path ends with; `''` where it ends with a parameter. */
export function lastWord({ shape }: PathNode): string {
  const word = shape.segments.at(-1);
  return word?.kind === 'literal' ? word.text : '';
}

/** The parameters of a path, in its order. */
export function partsOf({ segments }: PathShape): readonly PathPart[] {
  let after = '';
  let offset = 0;
  return segments.flatMap((segment) => {
    if (segment.kind === 'parameter') return segment.names.map((name) => ({ name, after, offset: offset++ }));
    after = segment.text;
    offset = 0;
    return [];
  });
}

/** The path without its id; `undefined` where it ends with no id. What stands between is part of it: `/repos/{owner}/{repo}`. */
function baseOf(shape: PathShape, nodes: ReadonlyMap<string, PathNode>): PathShape | undefined {
  if (shape.segments.at(-1)?.kind !== 'parameter') return undefined;
  for (let length = shape.segments.length - 1; length > 0; length--) {
    const base = prefixOf(shape, length);
    if (base.segments.at(-1)?.kind === 'literal' || nodes.has(base.key)) return base;
  }
  return undefined;
}

function toCollection(
  name: string,
  { node, base, nodes }: { node: PathNode; base: PathShape; nodes: ReadonlyMap<string, PathNode> },
): Collection {
  const parts = partsOf(node.shape);
  const parents = partsOf(base);
  return {
    name,
    base,
    literal: literalsOf(base).at(-1) ?? '',
    parents: parts.slice(0, parents.length),
    own: parts.slice(parents.length),
    item: node,
    list: nodes.get(base.key),
    isSingleton: false,
  };
}

/** For each path its last literal, with as many of those before it as it takes to tell them apart. */
function uniqueNames(shapes: readonly PathShape[]): readonly string[] {
  const literals = shapes.map(literalsOf);
  const counts = new Map<string, number>();
  for (const words of literals)
    for (let length = 1; length <= words.length; length++) {
      const suffix = words.slice(-length).join('/');
      counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
    }
  return shapes.map((shape, index) => {
    const words = literals[index] ?? [];
    for (let length = 1; length <= words.length; length++) {
      const suffix = words.slice(-length).join('/');
      if (counts.get(suffix) === 1) return suffix;
    }
    return shape.key.slice(1);
  });
}

/** Names for the paths that no item's path begins with, by their keys; none is the name of a collection of the index. */
export function nameOthers({ nodes, byBase }: PathIndex): ReadonlyMap<string, string> {
  const taken = new Set([...byBase.values()].map(({ name }) => name));
  const shapes = [...nodes.values()].map(({ shape }) => shape).filter(({ key }) => !byBase.has(key));
  const names = uniqueNames(shapes);
  return new Map(
    shapes.map(({ key }, index) => {
      const name = names[index] ?? '';
      return [key, taken.has(name) ? key.slice(1) : name];
    }),
  );
}
