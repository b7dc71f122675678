import { escapeToken, type OperationEntry } from '@mockloop/spec-parser';
import type { Collection } from './collections.ts';
import { type ListParameters, type QueryRef, readListParameters } from './list-parameters.ts';
import type { BodyPath } from './locate.ts';
import type { StorageModel } from './storage-model.ts';

/** What was concluded from a document, as plain JSON. */
export interface StorageDescription {
  readonly collections: readonly CollectionDescription[];
  readonly operations: readonly OperationDescription[];
}

interface CollectionDescription {
  readonly name: string;
  /** The path template of all of it; absent where none lists or creates. */
  readonly path?: string | undefined;
  /** The path template of one of them. */
  readonly item_path?: string | undefined;
  /** There is just one below each parent. */
  readonly is_singleton: boolean;
  /** JSON Pointers to the members that make up an id; `?` where an item does not show it. */
  readonly id: readonly string[];
  /** Parameters of the paths that say below which parents they stand. */
  readonly parents: readonly string[];
  /** JSON Pointer of the schema of an item. */
  readonly item_schema?: string | undefined;
  /** Members that only the server sets, out of those that items have. */
  readonly set_by_server: readonly string[];
}

interface OperationDescription {
  /** `POST /pets` */
  readonly operation: string;
  readonly operation_id?: string | undefined;
  readonly action: string;
  readonly collection?: string | undefined;
  readonly why: string;
  /** For lists: what their parameters do, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Says what a model concluded: every collection, and what each operation does. */
export function describeModel(model: StorageModel): StorageDescription {
  const collections = [...model.collections().values()].filter((collection) => model.isStored(collection));
  return {
    collections: collections.map((collection) => describeCollection(collection, model)),
    operations: model.document.operations.map((entry) => describeOperation(entry, model)),
  };
}

function describeCollection(collection: Collection, model: StorageModel): CollectionDescription {
  const { name, list, item, isSingleton, parents } = collection;
  const facts = model.factsOf(collection);
  const [schema] = facts.item?.refs ?? [];
  return {
    name,
    path: pathOf(list?.operations),
    item_path: pathOf(item?.operations),
    is_singleton: isSingleton,
    id: facts.ownPaths.map((path) => (path === undefined ? '?' : toPointer(path))),
    parents: parents.map((part) => part.name),
    item_schema: schema === undefined ? undefined : model.document.placeOf(schema).pointer,
    set_by_server: [...(facts.item?.properties.keys() ?? [])].filter(
      (member) => facts.settable !== undefined && !facts.settable.has(member),
    ),
  };
}

function describeOperation(entry: OperationEntry, model: StorageModel): OperationDescription {
  const { kind, collection, why, binding } = model.actionOf(entry);
  const operation = kind === 'list' ? model.facts(entry)?.operation : undefined;
  return {
    operation: entry.key,
    operation_id: entry.operationId,
    action: kind,
    collection: collection?.name,
    why,
    parameters:
      operation === undefined || collection === undefined
        ? undefined
        : describeParameters(
            readListParameters(operation, model.factsOf(collection).item, model.views),
            new Set([...binding.parents, ...binding.scope.map(({ ref }) => ref)]),
          ),
  };
}

/** @param bound What says below which parents the list stands. */
function describeParameters(
  parameters: ListParameters,
  bound: ReadonlySet<string | undefined>,
): Readonly<Record<string, string>> | undefined {
  const { filters, idle, limit, ...others } = parameters;
  const said = new Map(
    filters.map(({ ref, path, comparison }) => [nameOf(ref), `filters by ${toPointer(path)} (${comparison})`]),
  );
  if (limit !== undefined) said.set(nameOf(limit), `limits the page, ${limit.default} where it is not sent`);
  for (const [role, ref] of Object.entries(others))
    if (ref !== undefined) said.set(nameOf(ref), ROLES[role as keyof typeof ROLES]);
  for (const ref of idle)
    if (!bound.has(`query.${ref.parameter}`)) said.set(nameOf(ref), 'no effect: nothing says what it does');
  return said.size === 0 ? undefined : Object.fromEntries(said);
}

const ROLES: Record<Exclude<keyof ListParameters, 'filters' | 'idle' | 'limit'>, string> = {
  offset: 'skips items',
  page: 'counts pages',
  after: 'begins behind an item',
  before: 'ends before an item',
  sort: 'sorts',
  direction: 'turns the order around',
  search: 'searches all members',
};

function nameOf({ parameter, member }: QueryRef): string {
  return member === undefined ? parameter : `${parameter}[${member}]`;
}

function pathOf(operations: ReadonlyMap<string, OperationEntry> | undefined): string | undefined {
  const [entry] = operations?.values() ?? [];
  return entry?.path;
}

function toPointer(path: BodyPath): string {
  return path.map((name) => `/${escapeToken(name)}`).join('');
}
