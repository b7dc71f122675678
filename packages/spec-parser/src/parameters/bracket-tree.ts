import { setOwn } from '../plain-object.ts';
import { MalformedTextError } from './malformed-text.ts';
import { ANY_SHAPE, type ValueShape } from './value-shape.ts';

/** Deeper than any API nests its query; keeps what a request can build small. */
const MAX_DEPTH = 32;

/**
 * What names with brackets build: `filter[tags][]=a` (OpenAPI 3.2 §4.12.4, `deepObject`, and the ways it is extended in
 * use: nested, `[]` for a further item, `[0]` for an item by its index).
 */
export interface BracketTree {
  /** Values given to this very place. */
  texts: string[] | undefined;
  members: Map<string, BracketTree> | undefined;
  /** Those given by `[]`. */
  elements: BracketTree[] | undefined;
  /** Something was left out of it, because it lies deeper than any API nests. */
  isTooDeep: boolean;
}

export type LeafReader = (text: string, shape: ValueShape) => unknown;

export function createBracketTree(): BracketTree {
  return { texts: undefined, members: undefined, elements: undefined, isTooDeep: false };
}

/** Splits `a[b][]` into `a`, `b` and `''`. What is not of that form is one name. */
export function splitName(name: string): readonly string[] {
  let start = name.indexOf('[');
  if (start < 1) return [name];
  const keys = [name.slice(0, start)];
  while (start < name.length) {
    const end = name.indexOf(']', start);
    if (name[start] !== '[' || end === -1) return [name];
    keys.push(name.slice(start + 1, end));
    start = end + 1;
  }
  return keys;
}

/** Adds a value at the place that `keys` lead to. */
export function addToTree(tree: BracketTree, keys: readonly string[], text: string): void {
  let place = tree;
  for (const [depth, key] of keys.entries()) {
    if (depth === MAX_DEPTH) {
      place.isTooDeep = true;
      return;
    }
    place = key === '' ? elementOf(place, keys[depth + 1]) : memberOf(place, key);
  }
  place.texts ??= [];
  place.texts.push(text);
}

/** The value that a tree stands for, arrays told from objects by the shape, and by consecutive indices where it is `any`. */
export function readTree(tree: BracketTree, shape: ValueShape, readLeaf: LeafReader): unknown {
  const { texts, members, elements, isTooDeep } = tree;
  if (isTooDeep) throw new MalformedTextError('TOO_DEEP', `nests more than ${MAX_DEPTH} brackets`);
  if (Number(texts !== undefined) + Number(members !== undefined) + Number(elements !== undefined) > 1) {
    throw new MalformedTextError('BAD_SYNTAX', 'is given both as a value and by its parts');
  }
  if (texts !== undefined) return readTexts(texts, shape, readLeaf);
  if (members !== undefined) return readMembers(members, shape, readLeaf);
  return elements?.map((element) => readTree(element, shape.items ?? ANY_SHAPE, readLeaf));
}

/** `a[][x]=1&a[][y]=2&a[][x]=3` are two items: a name that the last item has already begins the next. */
function elementOf(tree: BracketTree, nextKey: string | undefined): BracketTree {
  tree.elements ??= [];
  const last = tree.elements.at(-1);
  if (last?.members !== undefined && nextKey !== undefined && nextKey !== '' && !last.members.has(nextKey)) return last;
  const added = createBracketTree();
  tree.elements.push(added);
  return added;
}

function memberOf(tree: BracketTree, key: string): BracketTree {
  tree.members ??= new Map();
  const member = tree.members.get(key) ?? createBracketTree();
  tree.members.set(key, member);
  return member;
}

function readTexts(texts: readonly string[], shape: ValueShape, readLeaf: LeafReader): unknown {
  const [first = ''] = texts;
  if (first === '' && texts.length === 1) return readEmpty(shape, readLeaf);
  if (shape.kind === 'array') return texts.map((text) => readLeaf(text, shape.items ?? ANY_SHAPE));
  if (texts.length === 1) return readLeaf(first, shape);
  if (shape.kind === 'any') return texts.map((text) => readLeaf(text, ANY_SHAPE));
  throw new MalformedTextError('REPEATED', 'is sent more than once');
}

/** The only way to write an empty list or object, and, where there may be one, `null`: left as a text for `coerce`. */
function readEmpty(shape: ValueShape, readLeaf: LeafReader): unknown {
  if (shape.nullable === true) return '';
  if (shape.kind === 'array') return [];
  return shape.kind === 'object' ? {} : readLeaf('', shape);
}

type Members = ReadonlyMap<string, BracketTree>;

function readMembers(members: Members, shape: ValueShape, readLeaf: LeafReader): unknown {
  if (isIndexed(members, shape)) return readIndexed(members, shape, readLeaf);
  const object: Record<string, unknown> = {};
  for (const [name, member] of members) {
    setOwn(object, name, readTree(member, shape.member?.(name) ?? ANY_SHAPE, readLeaf));
  }
  return object;
}

function isIndexed(members: Members, { kind }: ValueShape): boolean {
  const keys = [...members.keys()];
  if (kind === 'array') return keys.every((key) => /^\d{1,9}$/.test(key));
  return kind === 'any' && keys.every((key, index) => key === String(index));
}

/** In the order of the indices, without the gaps: a request must not choose how long an array gets. */
function readIndexed(members: Members, shape: ValueShape, readLeaf: LeafReader): unknown[] {
  return [...members]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, member]) => readTree(member, shape.items ?? ANY_SHAPE, readLeaf));
}
