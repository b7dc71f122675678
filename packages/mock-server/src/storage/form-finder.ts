import type { CompiledSchema, Schemas } from '@mockloop/schema';
import type { MediaType, OperationEntry } from '@mockloop/spec-parser';
import { type BodyForm, isArrayView } from './body-form.ts';
import type { Collection } from './collections.ts';
import { locateItem, locateList } from './locate.ts';
import { structured, successResponses } from './operation-facts.ts';
import type { SchemaView } from './schema-view.ts';
import { ALIKE, similarity } from './similarity.ts';
import type { StorageModel } from './storage-model.ts';

/** Where an item stands in what a request sends. */
export interface SentPlace {
  readonly path: readonly string[];
  /** Several may stand there. */
  readonly isList: boolean;
}

/** Finds where the items of collections stand in bodies. */
export class FormFinder {
  readonly #model: StorageModel;
  readonly #schemas: Schemas;
  readonly #forms = new Map<string, BodyForm | undefined>();
  readonly #pathIds = new Map<Collection, CompiledSchema | undefined>();
  readonly #canonical = new Map<Collection, BodyForm | undefined>();

  constructor(model: StorageModel, schemas: Schemas) {
    this.#model = model;
    this.#schemas = schemas;
  }

  /** The form of a response that answers with one item, or with a list; `undefined` where it shows none of the collection. */
  response(mediaType: MediaType, collection: Collection, wants: 'item' | 'list'): BodyForm | undefined {
    const { schema } = mediaType;
    if (schema === undefined || structured([mediaType]) === undefined) return undefined;
    const key = `${schema}\n${collection.name}\n${wants}`;
    if (!this.#forms.has(key)) this.#forms.set(key, this.#find(schema, collection, wants));
    return this.#forms.get(key);
  }

  /** The form that shows most of an item: what is stored is made to fit it. */
  canonical(collection: Collection): BodyForm | undefined {
    if (!this.#canonical.has(collection)) this.#canonical.set(collection, this.#findCanonical(collection));
    return this.#canonical.get(collection);
  }

  /** Media types whose examples may show items of a collection, with their forms. */
  exampleSources(collection: Collection): readonly { readonly mediaType: MediaType; readonly form: BodyForm }[] {
    const lists = this.#sources(collection.list?.operations.get('GET'), collection, 'list');
    const reads = this.#sources(collection.item?.operations.get('GET'), collection, 'item');
    return [...lists, ...reads];
  }

  /** Whether a path can carry an id: its parameter may ask for more than the member does. */
  isPathId(collection: Collection, id: string): boolean {
    if (!this.#pathIds.has(collection)) this.#pathIds.set(collection, this.#pathIdSchema(collection));
    const schema = this.#pathIds.get(collection);
    return schema === undefined || schema.isValid(schema.coerce(id));
  }

  #pathIdSchema(collection: Collection): CompiledSchema | undefined {
    const name = collection.own.at(-1)?.name;
    const entry = collection.item?.operations.get('GET') ?? collection.item?.operations.get('DELETE');
    const parameter = this.#model
      .facts(entry)
      ?.operation.parameters.find((one) => one.in === 'path' && one.name === name);
    return parameter?.schema === undefined ? undefined : this.#schemas.compile(parameter.schema, 'request');
  }

  /** What the document says of a collection's ids. */
  idFacts(collection: Collection): {
    readonly collection: string;
    readonly name: string;
    readonly view: SchemaView | undefined;
  } {
    const { item, ownPaths } = this.#model.factsOf(collection);
    const path = ownPaths.at(-1);
    const view = path && item && this.#model.views.at(item, path);
    const parameter = this.#parameterView(collection);
    const examples = [...(view?.examples ?? []), ...(parameter?.examples ?? [])];
    return {
      collection: collection.literal,
      name: path?.at(-1) ?? '',
      view:
        view === undefined
          ? parameter
          : { ...view, examples, formats: new Set([...view.formats, ...(parameter?.formats ?? [])]) },
    };
  }

  /** The first id that the document shows in a path to an item, as it would stand in the item. */
  shownId(collection: Collection): unknown {
    return this.#parameterView(collection)?.examples.find(
      (value) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
    );
  }

  /** Where the item stands in what an operation is sent. */
  sentPlace(mediaType: MediaType | undefined, collection: Collection): SentPlace {
    const { views } = this.#model;
    const view = mediaType?.schema === undefined ? undefined : views.ofUri(mediaType.schema);
    const { item } = this.#model.factsOf(collection);
    if (view === undefined) return { path: [], isList: false };
    if (isArrayView(view)) return { path: [], isList: true };
    const hints = { views, collection: collection.literal, like: item };
    const place = locateItem(view, hints);
    if (place === undefined || place.path.length === 0) return { path: [], isList: false };
    const inner = views.at(view, place.path);
    const whole = item === undefined ? 0 : similarity(view, item, views);
    const nested =
      inner === undefined || item === undefined
        ? 0
        : similarity(place.inArray ? views.of(inner.items) : inner, item, views);
    return nested > whole && nested >= ALIKE && whole < 0.3
      ? { path: place.path, isList: place.inArray }
      : { path: [], isList: false };
  }

  #find(schema: string, collection: Collection, wants: 'item' | 'list'): BodyForm | undefined {
    const { views } = this.#model;
    const view = views.ofUri(schema);
    const { item } = this.#model.factsOf(collection);
    const hints = { views, collection: collection.literal, like: item, isOwn: true };
    const compiled = this.#schemas.compile(schema, 'response');
    if (wants === 'list') {
      const path = locateList(view, hints);
      return path && { schema: compiled, view, path, isList: true };
    }
    if (isArrayView(view))
      return this.#isAlike(views.of(view.items), item) ? { schema: compiled, view, path: [], isList: true } : undefined;
    const place = locateItem(view, hints);
    const located = place && views.at(view, place.path);
    if (place === undefined || located === undefined)
      return item === undefined && view.types.has('object')
        ? { schema: compiled, view, path: [], isList: false }
        : undefined;
    if (!this.#isAlike(place.inArray ? views.of(located.items) : located, item)) return undefined;
    return { schema: compiled, view, path: place.path, isList: place.inArray };
  }

  #isAlike(view: SchemaView, item: SchemaView | undefined): boolean {
    return item === undefined || similarity(view, item, this.#model.views) >= ALIKE;
  }

  #findCanonical(collection: Collection): BodyForm | undefined {
    const { item, list } = collection;
    const sources: readonly [OperationEntry | undefined, 'item' | 'list'][] = [
      [item?.operations.get('GET'), 'item'],
      [list?.operations.get('GET'), 'list'],
      [list?.operations.get('POST'), 'item'],
      [item?.operations.get('PUT'), 'item'],
      [item?.operations.get('PATCH'), 'item'],
      [item?.operations.get('POST'), 'item'],
    ];
    for (const [entry, wants] of sources) {
      const [source] = this.#sources(entry, collection, wants);
      if (source !== undefined) return source.form;
    }
    return undefined;
  }

  #sources(
    entry: OperationEntry | undefined,
    collection: Collection,
    wants: 'item' | 'list',
  ): readonly { readonly mediaType: MediaType; readonly form: BodyForm }[] {
    const facts = this.#model.facts(entry);
    if (facts === undefined) return [];
    return successResponses(facts.operation).flatMap(({ content }) =>
      content.flatMap((mediaType) => {
        const form = this.response(mediaType, collection, wants);
        return form === undefined ? [] : [{ mediaType, form }];
      }),
    );
  }

  #parameterView(collection: Collection): SchemaView | undefined {
    const name = collection.own.at(-1)?.name;
    for (const entry of collection.item?.operations.values() ?? []) {
      const parameter = this.#model
        .facts(entry)
        ?.operation.parameters.find((one) => one.in === 'path' && one.name === name);
      if (parameter?.schema === undefined) continue;
      const view = this.#model.views.ofUri(parameter.schema);
      return { ...view, examples: [...view.examples, ...parameter.examples.map(({ value }) => value)] };
    }
    return undefined;
  }
}
