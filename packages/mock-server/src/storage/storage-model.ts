import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import { bindPath } from './bind-path.ts';
import { type CollectionFacts, readCollectionFacts } from './collection-facts.ts';
import { findMain, nodesFor, otherIdPaths } from './collection-ways.ts';
import { type Collection, indexPaths, nameOthers, type PathIndex, type PathNode, partsOf } from './collections.ts';
import type { ResolvedCorrections } from './corrections.ts';
import { findIdPath, findReferencePath } from './id-path.ts';
import { inferAction } from './infer-action.ts';
import { isStored } from './is-stored.ts';
import type { BodyPath } from './locate.ts';
import { type OperationFacts, readFacts } from './operation-facts.ts';
import { literalsOf, type PathShape, prefixOf } from './path-shape.ts';
import { type SchemaView, SchemaViews } from './schema-view.ts';
import type { Ancestor, Binding, StorageAction } from './storage-action.ts';

/** The items below which a collection stands. */
export interface Parent extends Ancestor {
  /** The base of the path by which the collection names them. */
  readonly shapeKey: string;
}

/**
 * What a document says of the things that its API keeps. Its paths are read when something is first asked, what its
 * schemas say when it is asked about an operation.
 */
export class StorageModel {
  readonly document: ApiDocument;
  readonly views: SchemaViews;
  readonly corrections: ResolvedCorrections;
  readonly #facts = new Map<OperationEntry, OperationFacts | undefined>();
  readonly #collectionFacts = new Map<Collection, CollectionFacts>();
  readonly #actions = new Map<OperationEntry, StorageAction>();
  readonly #mains = new Map<Collection, Collection>();
  readonly #nodesFor = new Map<Collection, readonly PathNode[]>();
  readonly #otherIds = new Map<Collection, readonly BodyPath[]>();
  readonly #stored = new Map<Collection, boolean>();
  readonly #canCreate = new Map<Collection, boolean>();
  readonly #parents = new Map<Collection, Parent | undefined>();
  readonly #byName = new Map<string, Collection>();
  readonly #found = new Map<string, Collection | undefined>();
  readonly #own = new Map<PathNode, Collection>();
  #index: PathIndex | undefined;
  #ownNames: ReadonlyMap<string, string> | undefined;

  constructor(document: ApiDocument, corrections: ResolvedCorrections) {
    this.document = document;
    this.corrections = corrections;
    this.views = new SchemaViews(document);
  }

  /** What the paths alone say. Read when something is first asked. */
  get index(): PathIndex {
    this.#index ??= indexPaths(this.document, this.corrections.names);
    return this.#index;
  }

  actionOf(entry: OperationEntry): StorageAction {
    return remember(this.#actions, entry, () => {
      const action = inferAction(entry, this);
      const used = [action.collection, ...action.ancestors.map(({ collection }) => collection)];
      for (const collection of used) if (collection !== undefined) this.#byName.set(collection.name, collection);
      return action;
    });
  }

  /** @returns `undefined` when the operation cannot be read. */
  facts(entry: OperationEntry | undefined): OperationFacts | undefined {
    return entry && remember(this.#facts, entry, () => readFacts(entry, this.document, this.views));
  }

  factsOf(collection: Collection): CollectionFacts {
    return remember(this.#collectionFacts, collection, () =>
      readCollectionFacts(collection, {
        views: this.views,
        facts: (entry) => this.facts(entry),
        idPath: this.corrections.idPaths.get(collection.name),
      }),
    );
  }

  /** The collection itself, or the one that it is another way to: the cards of a customer are cards. */
  mainOf(collection: Collection): Collection {
    return remember(this.#mains, collection, () => findMain(collection, this));
  }

  /** As the function of this name. */
  nodesFor(collection: Collection): readonly PathNode[] {
    return remember(this.#nodesFor, collection, () => nodesFor(collection, this.index));
  }

  /** As the function of this name. */
  otherIdPaths(collection: Collection): readonly BodyPath[] {
    return remember(this.#otherIds, collection, () => otherIdPaths(collection, this));
  }

  /** Whether a collection is worth keeping. */
  isStored(collection: Collection): boolean {
    return remember(this.#stored, collection, () => isStored(collection, this));
  }

  /** A collection of its own for a path that leads to a singleton, or lists what has no paths. */
  ownCollection(node: PathNode, isSingleton: boolean): Collection {
    return remember(this.#own, node, () => ({
      name: this.#nameOf(node),
      base: node.shape,
      literal: literalsOf(node.shape).at(-1) ?? '',
      parents: partsOf(node.shape),
      own: [],
      ...(isSingleton ? { item: node } : { list: node }),
      isSingleton,
    }));
  }

  /** As `bindPath`, with the members of items that say what the rest of the path says. */
  bind(shape: PathShape, collection: Collection, view?: Collection): Binding {
    const { item } = this.factsOf(collection);
    const parts = partsOf(shape);
    const binding = bindPath(parts, collection, view !== undefined);
    const scope = binding.scope.map((one) => ({
      ...one,
      path:
        item && findReferencePath(item, { views: this.views, parameter: one.part.name, collection: one.part.after }),
    }));
    if (view === undefined || view === collection) return { ...binding, scope };
    const ownPaths = view.own.map(
      (part) =>
        item &&
        findIdPath(item, {
          views: this.views,
          parameter: part.name,
          collection: part.after,
          parameterView: this.#parameterView(view, part.name),
        }),
    );
    return { ...binding, scope, ownPaths };
  }

  /** All collections that are kept, by name. Reads every operation. */
  collections(): ReadonlyMap<string, Collection> {
    for (const entry of this.document.operations) this.actionOf(entry);
    return this.#byName;
  }

  /** A collection by its name; also one that no operation was asked about yet, as after a restart. */
  collectionNamed(name: string): Collection | undefined {
    return this.#byName.get(name) ?? remember(this.#found, name, () => this.#find(name));
  }

  #find(name: string): Collection | undefined {
    return [...this.index.byBase.values()].find((collection) => collection.name === name) ?? this.#findOwn(name);
  }

  #findOwn(name: string): Collection | undefined {
    for (const node of this.index.nodes.values()) {
      if (this.#nameOf(node) !== name) continue;
      for (const entry of node.operations.values()) {
        const { collection } = inferAction(entry, this, { isCorrected: false });
        if (collection?.name === name) return collection;
      }
    }
    return undefined;
  }

  /** The collection whose items a collection stands below; the nearest. */
  parentOf(collection: Collection): Parent | undefined {
    return remember(this.#parents, collection, () => {
      const { base } = collection;
      for (let length = base.segments.length; length > 0; length--) {
        const prefix = prefixOf(base, length);
        const view = prefix.segments.at(-1)?.kind === 'parameter' ? this.index.byItem.get(prefix.key) : undefined;
        const main = view && this.mainOf(view);
        if (view === undefined || main === undefined || main === collection || !this.isStored(main)) continue;
        return { collection: main, binding: this.bind(prefix, main, view), shapeKey: view.base.key };
      }
      return undefined;
    });
  }

  /** Whether a collection stands somewhere below the items of another. */
  isBelow(collection: Collection, ancestor: Collection): boolean {
    const parent = this.parentOf(collection);
    return parent !== undefined && (parent.collection === ancestor || this.isBelow(parent.collection, ancestor));
  }

  /** Whether a client can put something into it. */
  canCreate(collection: Collection): boolean {
    return remember(
      this.#canCreate,
      collection,
      () => this.#creators(collection).length > 0 || this.upserts(collection),
    );
  }

  /** Whether every id is there: what no client can create, and no list shows, can only be asked for. */
  isOpen(collection: Collection): boolean {
    if (collection.isSingleton || this.canCreate(collection)) return false;
    const lists = [collection.list, ...this.nodesFor(collection)].map((node) => node?.operations.get('GET'));
    return !lists.some(
      (entry) =>
        entry !== undefined && this.actionOf(entry).kind === 'list' && this.actionOf(entry).collection === collection,
    );
  }

  /** Whether it has something in it before anybody puts it there: not so for what is only there or not there, as a star. */
  hasSeeds({ item, list }: Collection): boolean {
    const read = this.facts(item?.operations.get('GET'));
    if (read?.isBodiless === true) return false;
    return item !== undefined || list !== undefined;
  }

  /** Whether `PUT` makes the item that is not there. */
  upserts(collection: Collection): boolean {
    const put = this.facts(collection.item?.operations.get('PUT'));
    return put !== undefined && (put.statuses.includes('201') || this.#creators(collection).length === 0);
  }

  #creators(collection: Collection): readonly OperationEntry[] {
    return [collection.list, ...this.nodesFor(collection)].flatMap((node) => {
      const post = node?.operations.get('POST');
      const action = post && this.actionOf(post);
      return action?.kind === 'create' && action.collection === collection ? [post as OperationEntry] : [];
    });
  }

  /** The items whose ids stand in a path before its last `ownLength` segments. */
  ancestorsOf(shape: PathShape, length: number): readonly Ancestor[] {
    const ancestors: Ancestor[] = [];
    for (let end = 1; end < length; end++) {
      const prefix = prefixOf(shape, end);
      const collection = prefix.segments.at(-1)?.kind === 'parameter' ? this.index.byItem.get(prefix.key) : undefined;
      if (collection === undefined) continue;
      const main = this.mainOf(collection);
      ancestors.push({ collection: main, binding: this.bind(prefix, main, collection) });
    }
    return ancestors;
  }

  #parameterView(view: Collection, name: string): SchemaView | undefined {
    for (const entry of view.item?.operations.values() ?? []) {
      const schema = this.facts(entry)?.operation.parameters.find(
        (one) => one.in === 'path' && one.name === name,
      )?.schema;
      if (schema !== undefined) return this.views.ofUri(schema);
    }
    return undefined;
  }

  #nameOf(node: PathNode): string {
    this.#ownNames ??= nameOthers(this.index);
    const name = this.#ownNames.get(node.shape.key) ?? node.shape.key.slice(1);
    return this.corrections.names.get(name) ?? name;
  }
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined || known.has(key)) return found as V;
  const made = make();
  known.set(key, made);
  return made;
}
