import type { Schemas } from '@mockloop/schema';
import { SchemaError } from '@mockloop/schema';
import type { MediaType } from '@mockloop/spec-parser';
import type { OrderedMap } from 'immutable';
import { exampleBody } from '../example-body.ts';
import { memberText } from './address.ts';
import { type BodyForm, fitItem, generateWith, isFitting, itemsIn } from './body-form.ts';
import { completeItem } from './check-item.ts';
import type { Collection } from './collections.ts';
import { drawId } from './draw-id.ts';
import type { FormFinder } from './form-finder.ts';
import type { SeedSource } from './item-store.ts';
import { itemKey, NO_ITEMS, partitionKey } from './partition.ts';
import type { StorageModel } from './storage-model.ts';
import type { CollectionState, StoredItem } from './storage-state.ts';
import { getAt, type Item, idText, setAt } from './values.ts';
import { withMembers } from './with-member.ts';

export interface SeedsContext {
  readonly model: StorageModel;
  readonly schemas: Schemas;
  readonly forms: FormFinder;
  readonly seed: string;
  /** What a seed file says, by the name of the collection. */
  readonly given: ReadonlyMap<string, readonly Item[]>;
}

/** How many items a collection begins with whose document shows none. */
const GENERATED = 3;
/** What clients count on though no document says it: the namespaces that every Kubernetes cluster has. */
const WELL_KNOWN: ReadonlyMap<string, readonly unknown[]> = new Map([
  ['namespaces metadata.name', ['default', 'kube-system', 'kube-public']],
]);
/** How many collections' seeds are kept ready. */
const MAX_KEPT = 500;

/** What collections begin with: what a file says, else the document's examples, else a few generated items. */
export class Seeds implements SeedSource {
  readonly #context: SeedsContext;
  readonly #kept = new Map<string, CollectionState>();

  constructor(context: SeedsContext) {
    this.#context = context;
  }

  seedsOf(collection: Collection, parents: readonly string[]): CollectionState {
    const key = partitionKey(collection.name, parents);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const made = this.#make(collection, parents);
    this.#kept.set(key, made);
    return made;
  }

  #make(collection: Collection, parents: readonly string[]): CollectionState {
    const { model, given } = this.#context;
    const file = given.get(collection.name)?.filter((item) => this.#standsBelow(item, collection, parents));
    const form = this.#context.forms.canonical(collection);
    if (file === undefined && (form === undefined || !model.hasSeeds(collection))) return NO_ITEMS;
    const seed = `${this.#context.seed} ${partitionKey(collection.name, parents)}`;
    const shown = file ?? (form === undefined ? [] : this.#examples(collection, form, seed));
    const isGiven = file !== undefined || shown.length > 0;
    const items = isGiven || form === undefined ? shown : this.#generated(collection, form, seed);
    return this.#toState(items, {
      collection,
      parents,
      seed,
      form,
      mayRename: !isGiven || file !== undefined,
      isGenerated: !isGiven,
    });
  }

  /** An item that says below which parent it stands is not below others. */
  #standsBelow(item: Item, collection: Collection, parents: readonly string[]): boolean {
    const { parentPaths } = this.#context.model.factsOf(collection);
    return parentPaths.every((path, index) => {
      const said = path && memberText(item, path);
      return said === undefined || said === parents[index];
    });
  }

  #examples(collection: Collection, form: BodyForm, seed: string): readonly Item[] {
    const { views } = this.#context.model;
    const items = this.#exampleItems(collection).flatMap((item, index) =>
      one(fitItem(item, form, { views, seed: `${seed} ${index}` })),
    );
    return collection.isSingleton ? items.slice(0, 1) : items;
  }

  #generated(collection: Collection, form: BodyForm, seed: string): readonly Item[] {
    const { isSingleton, literal } = collection;
    const path = this.#context.model.factsOf(collection).ownPaths.at(-1);
    const shown = this.#context.forms.shownId(collection);
    const names = WELL_KNOWN.get(`${literal} ${path?.join('.')}`) ?? (shown === undefined ? [] : [shown]);
    return Array.from({ length: isSingleton ? 1 : GENERATED }, (_, index) =>
      generate(form, `${seed} ${index}`, index).map((item) => {
        if (path === undefined || names[index] === undefined) return item;
        const named = setAt(item, path, names[index]) as Item;
        return isFitting(named, form, this.#context.model.views) ? named : item;
      }),
    ).flat();
  }

  #exampleItems(collection: Collection): readonly Item[] {
    const { forms } = this.#context;
    return forms
      .exampleSources(collection)
      .flatMap(({ mediaType, form }) => this.#exampleBodies(mediaType, form).flatMap((body) => itemsIn(body, form)));
  }

  #exampleBodies(mediaType: MediaType, { schema }: BodyForm): readonly unknown[] {
    return mediaType.examples.flatMap((example) => {
      const body = exampleBody(example, mediaType, schema);
      return body !== undefined && 'value' in body && schema.isValid(body.value) ? [body.value] : [];
    });
  }

  #toState(items: readonly Item[], where: Omit<SeedPlace, 'created' | 'taken'>): CollectionState {
    let state: OrderedMap<string, StoredItem> = NO_ITEMS.items;
    let created = 0;
    for (const item of items) {
      const seeded = this.#withIds(item, { ...where, created, taken: (id) => state.has(id) });
      if (seeded === undefined) continue;
      state = state.set(seeded.id, { value: seeded.value, isSeed: true });
      created = Math.max(created + 1, /^\d{1,15}$/.test(seeded.id) ? Number(seeded.id) : 0);
    }
    return { items: state, created };
  }

  /** The item with what its path says, and with an id of its own; `undefined` where it is the same as another. */
  #withIds(
    item: Item,
    { collection, parents, seed, form, created, taken, mayRename, isGenerated }: SeedPlace,
  ): { readonly id: string; readonly value: Item } | undefined {
    const { model } = this.#context;
    const { ownPaths, parentPaths } = model.factsOf(collection);
    if (collection.isSingleton)
      return { id: '', value: completeItem(item, { model, forms: this.#context.forms, collection }) };
    const fits = (one: Item): boolean => form === undefined || isFitting(one, form, model.views);
    const said = ownPaths.map((path) => path && idText(getAt(item, path)));
    const placed = withMembers(
      completeItem(item, { model, forms: this.#context.forms, collection }),
      parentPaths.map((path, index) => [path, parents[index]]),
      fits,
    );
    const last = ownPaths.at(-1);
    const known = said.every((part) => part !== undefined) ? itemKey(said) : undefined;
    const isReadable = !mayRename || this.#context.forms.isPathId(collection, said.at(-1) ?? '');
    // Numbers that were made up might as well be counted.
    const own = last && getAt(placed, last);
    const isCounted = isGenerated && typeof own === 'number' && own !== this.#context.forms.shownId(collection);
    if (known !== undefined && isReadable && !isCounted && (!taken(known) || !mayRename))
      return taken(known) ? undefined : { id: known, value: placed };
    const keyOf = (id: string): string => itemKey([...said.slice(0, -1).map((part) => part ?? ''), id]);
    const draw = { collection, item: placed, seed, created, isTaken: (id: string): boolean => taken(keyOf(id)) };
    const drawn = drawId(draw, this.#context);
    return drawn && { id: keyOf(drawn.id), value: drawn.item };
  }
}

interface SeedPlace {
  readonly collection: Collection;
  readonly parents: readonly string[];
  readonly seed: string;
  readonly form: BodyForm | undefined;
  /** Two of one id are two items. */
  readonly mayRename: boolean;
  /** Nobody wrote them. */
  readonly isGenerated: boolean;
  readonly created: number;
  readonly taken: (id: string) => boolean;
}

function one(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item];
}

/** The first as the document would show it, the others at random. */
function generate(form: BodyForm, seed: string, index: number): readonly Item[] {
  try {
    return itemsIn(generateWith(form, seed, index === 0 ? 'example' : 'random'), form).slice(0, 1);
  } catch (error) {
    if (error instanceof SchemaError) return [];
    throw error;
  }
}
