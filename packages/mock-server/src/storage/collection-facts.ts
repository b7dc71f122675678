import type { OperationEntry } from '@mockloop/spec-parser';
import type { Collection, PathNode } from './collections.ts';
import { findIdPath, findReferencePath } from './id-path.ts';
import { type BodyPath, type LocateHints, locateItem, locateList } from './locate.ts';
import type { OperationFacts } from './operation-facts.ts';
import { allowsType, isObjectView, type SchemaView, type SchemaViews } from './schema-view.ts';

/** What the schemas of a collection's operations say of its items. */
export interface CollectionFacts {
  /** An item; `undefined` where no operation says what one looks like. */
  readonly item?: SchemaView | undefined;
  /** For each of `Collection.own`: which member of an item holds it. */
  readonly ownPaths: readonly (BodyPath | undefined)[];
  /** For each of `Collection.parents`. */
  readonly parentPaths: readonly (BodyPath | undefined)[];
  /** Members that requests can set; `undefined` where no request sends an item. */
  readonly settable?: ReadonlySet<string> | undefined;
}

export interface FactsContext {
  readonly views: SchemaViews;
  facts(entry: OperationEntry | undefined): OperationFacts | undefined;
  /** Member that a correction names as the id. */
  readonly idPath?: BodyPath | undefined;
}

/** Reads what a collection's own operations say of its items. */
export function readCollectionFacts(collection: Collection, context: FactsContext): CollectionFacts {
  const item = itemView(collection, context);
  const { own, parents } = collection;
  const last = own.length - 1;
  const ownPaths = own.map((part, index) => {
    if (index === last && context.idPath !== undefined) return context.idPath;
    const parameterView = parameterViewOf(collection, part.name, context);
    const hints = { views: context.views, parameter: part.name, parameterView, collection: part.after };
    return item && (index === last ? findIdPath(item, hints) : findReferencePath(item, hints));
  });
  return {
    item,
    ownPaths:
      own.length === 0 && !collection.isSingleton
        ? [item && (context.idPath ?? plainId(item, collection, context))]
        : ownPaths,
    parentPaths: parents.map(
      (part) => item && findReferencePath(item, { views: context.views, parameter: part.name, collection: part.after }),
    ),
    settable: settableNames(collection, item, context),
  };
}

function plainId(item: SchemaView, { literal }: Collection, { views }: FactsContext): BodyPath | undefined {
  return findIdPath(item, { views, parameter: 'id', collection: literal });
}

function itemView(collection: Collection, context: FactsContext): SchemaView | undefined {
  const { item, list, literal } = collection;
  const { views } = context;
  const hints: LocateHints = { views, collection: literal };
  const listed = listedView(list, hints, context);
  const read = viewsOf(item, ['GET', 'HEAD'], context);
  const own = firstItem(read, { ...hints, like: listed });
  if (own !== undefined) return own;
  if (listed !== undefined && isObjectView(listed)) return listed;
  const answers = [
    ...viewsOf(list, ['POST'], context),
    ...viewsOf(item, ['PUT', 'PATCH', 'POST'], context),
    ...(collection.isSingleton || item === undefined ? viewsOf(list, ['PUT', 'PATCH'], context) : []),
  ];
  return firstItem(answers, hints) ?? firstItem(sentViews(collection, context), hints);
}

function listedView(list: PathNode | undefined, hints: LocateHints, context: FactsContext): SchemaView | undefined {
  for (const view of viewsOf(list, ['GET'], context)) {
    const path = locateList(view, hints);
    const array = path && hints.views.at(view, path);
    if (array !== undefined) return hints.views.of(array.items);
  }
  return undefined;
}

function firstItem(candidates: readonly SchemaView[], hints: LocateHints): SchemaView | undefined {
  for (const view of candidates) {
    const isArray = view.items.length > 0 && view.properties.size === 0 && allowsType(view, 'array');
    const whole = isArray ? hints.views.of(view.items) : view;
    const place = locateItem(whole, hints);
    const located = place && hints.views.at(whole, place.path);
    const found = located && place.inArray ? hints.views.of(located.items) : located;
    if (found !== undefined && isObjectView(found)) return found;
  }
  return undefined;
}

function viewsOf(
  node: PathNode | undefined,
  methods: readonly string[],
  { facts }: FactsContext,
): readonly SchemaView[] {
  return methods.flatMap((method) => facts(node?.operations.get(method))?.responses ?? []);
}

function sentViews({ item, list }: Collection, { facts }: FactsContext): readonly SchemaView[] {
  const entries = [
    ...['POST', 'PUT'].map((method) => list?.operations.get(method)),
    ...['PUT', 'PATCH', 'POST'].map((method) => item?.operations.get(method)),
  ];
  return entries.flatMap((entry) => facts(entry)?.request ?? []);
}

function settableNames(
  collection: Collection,
  item: SchemaView | undefined,
  context: FactsContext,
): ReadonlySet<string> | undefined {
  const sent = sentViews(collection, context);
  if (sent.length === 0) return undefined;
  const { views } = context;
  const names = new Set<string>();
  for (const view of sent) {
    const place = locateItem(view, { views, collection: collection.literal, like: item });
    const located = (place && views.at(view, place.path)) ?? view;
    const body = place?.inArray ? views.of(located.items) : located;
    for (const [name, schemas] of body.properties) if (!views.of(schemas).readOnly) names.add(name);
  }
  return names;
}

function parameterViewOf(collection: Collection, name: string, context: FactsContext): SchemaView | undefined {
  for (const entry of collection.item?.operations.values() ?? []) {
    const parameter = context
      .facts(entry)
      ?.operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    if (parameter?.schema !== undefined) return context.views.ofUri(parameter.schema);
  }
  return undefined;
}
