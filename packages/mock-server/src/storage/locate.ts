import { plainName, sameKind } from './names.ts';
import { allowsType, isObjectView, type SchemaView, type SchemaViews } from './schema-view.ts';
import { ALIKE, similarity } from './similarity.ts';

/** Where something stands in a body: names of properties, the outermost first. */
export type BodyPath = readonly string[];

/** Where an item stands in a body. */
export interface ItemPlace {
  readonly path: BodyPath;
  /** The path leads to an array that holds just this item. */
  readonly inArray: boolean;
}

/** What is known before looking. */
export interface LocateHints {
  readonly views: SchemaViews;
  /** The collection's last literal, e.g. `pets`. */
  readonly collection: string;
  /** What the items look like, where that is known. */
  readonly like?: SchemaView | undefined;
  /** A list that says little of its items will do. */
  readonly isOwn?: boolean | undefined;
}

/** As envelopes call what they wrap. */
const LIST_NAMES: ReadonlySet<string> = new Set(
  'data items results records values entries list rows elements content objects value hits nodes resources embedded'.split(
    ' ',
  ),
);
const ITEM_NAMES: ReadonlySet<string> = new Set('data item result record value entry object attributes'.split(' '));
const ID_NAMES: ReadonlySet<string> = new Set('id uuid guid sid key name slug number code'.split(' '));
const MAX_DEPTH = 3;

interface Candidate {
  readonly path: BodyPath;
  readonly view: SchemaView;
  readonly inArray: boolean;
}

/** Where the list of items stands in a response that answers with many; `undefined` where there is none. */
export function locateList(view: SchemaView, hints: LocateHints): BodyPath | undefined {
  const { views, like } = hints;
  if (view.items.length > 0 && view.properties.size === 0) {
    const items = views.of(view.items);
    if (!allowsType(view, 'array') || !(isObjectView(items) || allowsType(items, 'object'))) return undefined;
    return like !== undefined &&
      isObjectView(items) &&
      similarity(items, like, views) < (hints.isOwn === true ? ALIKE / 2 : ALIKE)
      ? undefined
      : [];
  }
  if (looksLikeItem(view, hints)) return undefined;
  const lists = arraysIn(view, { path: [], view, inArray: false }, views);
  return best(lists, (candidate) => listScore(candidate, hints))?.path;
}

/** Where the item stands in a body that is about one item. */
export function locateItem(view: SchemaView, hints: LocateHints): ItemPlace | undefined {
  const { views } = hints;
  const whole: Candidate = { path: [], view, inArray: false };
  const candidates = [whole, ...objectsIn(whole, views), ...arraysIn(view, whole, views)].filter(
    (candidate) => isObjectView(candidate.view) && (candidate !== whole || view.items.length === 0),
  );
  return best(candidates, (candidate) => itemScore(candidate, hints));
}

function looksLikeItem(view: SchemaView, { views, like, collection }: LocateHints): boolean {
  if (like !== undefined && similarity(view, like, views) > 0.8) return true;
  const names = [...view.properties.keys()].map(plainName);
  const isEnvelope = names.some((name) => LIST_NAMES.has(name) || sameKind(name, collection));
  return !isEnvelope && names.includes('id');
}

function objectsIn({ path, view }: Candidate, views: SchemaViews): readonly Candidate[] {
  if (path.length >= MAX_DEPTH - 1) return [];
  return [...view.properties].flatMap(([name, schemas]) => {
    const inner: Candidate = { path: [...path, name], view: views.of(schemas), inArray: false };
    if (!isObjectView(inner.view)) return [];
    // Deeper only through what looks like an envelope: a schema may contain itself.
    return ITEM_NAMES.has(plainName(name)) ? [inner, ...objectsIn(inner, views)] : [inner];
  });
}

function arraysIn(root: SchemaView, { path, view }: Candidate, views: SchemaViews): readonly Candidate[] {
  return [...view.properties].flatMap(([name, schemas]): readonly Candidate[] => {
    const property = views.of(schemas);
    const here = [...path, name];
    if (property.items.length > 0) return [{ path: here, view: views.of(property.items), inArray: true }];
    if (here.length >= MAX_DEPTH || !isObjectView(property)) return [];
    return arraysIn(root, { path: here, view: property, inArray: false }, views);
  });
}

function listScore({ path, view }: Candidate, { views, like, collection }: LocateHints): number {
  const name = path.at(-1) ?? '';
  const isNamed = sameKind(name, collection) ? 0.3 : LIST_NAMES.has(plainName(name)) ? 0.2 : 0;
  const alike = like === undefined ? 0 : similarity(view, like, views);
  if (like !== undefined && alike < ALIKE && !(isNamed > 0 && view.properties.size === 0)) return 0;
  const likely = like === undefined && isNamed === 0 && path.length > 1 ? 0 : 0.2;
  return alike + isNamed + (isObjectView(view) ? likely : 0) - path.length * 0.05;
}

function itemScore({ path, view, inArray }: Candidate, { views, like, collection }: LocateHints): number {
  const name = path.at(-1) ?? '';
  const isNamed = path.length > 0 && (sameKind(name, collection) || ITEM_NAMES.has(plainName(name)));
  const alike = like === undefined ? 0 : similarity(view, like, views);
  if (inArray && !(path.length === 1 && alike >= ALIKE && (isNamed || LIST_NAMES.has(plainName(name))))) return 0;
  const hasId = [...view.properties.keys()].some((property) => ID_NAMES.has(plainName(property)));
  const wholeness = path.length === 0 ? 0.35 : 0;
  return 0.01 + alike + (isNamed ? 0.3 : 0) + (hasId ? 0.3 : 0) + wholeness - path.length * 0.05;
}

function best<T>(candidates: readonly T[], score: (candidate: T) => number): T | undefined {
  let found: T | undefined;
  let highest = 0;
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value <= highest) continue;
    highest = value;
    found = candidate;
  }
  return found;
}
