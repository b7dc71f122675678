import { SchemaError } from '@mockloop/schema';
import { type Operation, type OperationEntry, SpecError } from '@mockloop/spec-parser';
import { isFitting } from '../../../src/storage/body-form.ts';
import type { Collection } from '../../../src/storage/collections.ts';
import { anyOf, type FoundItem, itemsAt, stateOf } from '../../../src/storage/item-store.ts';
import { readListParameters } from '../../../src/storage/list-parameters.ts';
import { partitionKey, readPartitionKey } from '../../../src/storage/partition.ts';
import type { ActionKind, Ancestor, StorageAction } from '../../../src/storage/storage-action.ts';
import { getAt, type Item, isItem } from '../../../src/storage/values.ts';
import { createJudge, type Judge } from '../../support/judge.ts';
import {
  type BuiltBody,
  buildBody,
  buildRequest,
  NoRequestError,
  parameterSchema,
} from '../../support/valid-request.ts';
import type { StatefulMock } from './stateful-mock.ts';

export type Verb = 'create' | 'read' | 'list' | 'update' | 'delete';
export const VERBS: readonly Verb[] = ['create', 'read', 'list', 'update', 'delete'];

/** Whether something that a document declares works end to end, or why not. */
export type Outcome = 'works' | `fails: ${string}` | `cannot be tried: ${string}`;

export interface CollectionTrial {
  readonly name: string;
  /** Only of what the document declares. */
  readonly outcomes: ReadonlyMap<Verb, Outcome>;
}

/** Tries every collection of a document as a client would: makes an item, reads, lists, changes and deletes it. */
export async function tryCollections(mock: StatefulMock): Promise<readonly CollectionTrial[]> {
  const { model } = mock.storage.context;
  const trier = new Trier(mock, createJudge(mock.document));
  const trials: CollectionTrial[] = [];
  for (const collection of model.collections().values()) {
    if (!model.isStored(collection)) continue;
    trials.push({ name: collection.name, outcomes: await trier.tryCollection(collection) });
  }
  return trials;
}

interface Step {
  readonly entry: OperationEntry;
  readonly action: StorageAction;
}

const KINDS: Record<Verb, readonly ActionKind[]> = {
  create: ['create'],
  read: ['read'],
  list: ['list'],
  update: ['update', 'replace'],
  delete: ['delete'],
};

class Trier {
  readonly #mock: StatefulMock;
  readonly #judge: Judge;
  #seed = 0;

  constructor(mock: StatefulMock, judge: Judge) {
    this.#mock = mock;
    this.#judge = judge;
  }

  async tryCollection(collection: Collection): Promise<ReadonlyMap<Verb, Outcome>> {
    const outcomes = new Map<Verb, Outcome>();
    const steps = new Map(VERBS.map((verb) => [verb, this.#step(collection, verb)]));
    for (const [verb, step] of steps) {
      if (step === undefined) continue;
      try {
        outcomes.set(verb, await this.#try(verb, { collection, step, steps }));
      } catch (error) {
        if (!isUntriable(error)) throw error;
        outcomes.set(verb, `cannot be tried: ${error.message}`);
      }
    }
    return outcomes;
  }

  /** The operation of a kind that is the collection's own, else one that is another way to it. */
  #step(collection: Collection, verb: Verb): Step | undefined {
    const { model } = this.#mock.storage.context;
    const steps = this.#mock.document.operations
      .map((entry) => ({ entry, action: model.actionOf(entry) }))
      .filter(
        ({ action }) => action.collection === collection && KINDS[verb].includes(action.kind) && action.isMany !== true,
      );
    const isOwn = ({ entry }: Step): number =>
      [collection.item, collection.list].some((node) => [...(node?.operations.values() ?? [])].includes(entry)) ? 0 : 1;
    return steps.toSorted((a, b) => isOwn(a) - isOwn(b))[0];
  }

  async #try(
    verb: Verb,
    { collection, step, steps }: { collection: Collection; step: Step; steps: ReadonlyMap<Verb, Step | undefined> },
  ): Promise<Outcome> {
    const known = new Map(this.#known(collection));
    if (verb === 'create') {
      const before = new Set([...known.keys()]);
      const made = await this.#send(step, undefined);
      if (typeof made === 'string') return made;
      const fresh = [...this.#known(collection)].filter(([key]) => !before.has(key));
      if (fresh.length === 0) return 'fails: nothing is there that was not there before';
      const kept = fresh
        .map(([, found]) => found)
        .toSorted(
          (a, b) =>
            Number(this.#differs(made.sent, a.item.value, collection) !== undefined) -
            Number(this.#differs(made.sent, b.item.value, collection) !== undefined),
        );
      const [item] = kept as [FoundItem];
      const read = steps.get('read');
      return (
        this.#differs(made.sent, item.item.value, collection) ??
        (read === undefined ? 'works' : this.#readsAs(read, item, collection))
      );
    }
    const item = await this.#anItem(collection, steps);
    if (item === undefined) throw new NotTried('there is no item, and none can be made');
    switch (verb) {
      case 'read':
        return this.#readsAs(step, item, collection);
      case 'list':
        return this.#lists(step, item, collection);
      case 'update':
        return this.#updates(step, item, collection);
      case 'delete':
        return this.#deletes(step, item, { collection, steps });
    }
  }

  async #readsAs(step: Step, item: FoundItem, collection: Collection): Promise<Outcome> {
    const got = await this.#send(step, item);
    if (typeof got === 'string') return got;
    if (got.status === 204 || got.body === undefined) return 'works';
    const { ownPaths } = this.#mock.storage.context.model.factsOf(collection);
    const path = ownPaths.at(-1);
    if (path === undefined) return 'works';
    const wanted = getAt(item.item.value, path);
    return mentions(got.body, wanted) ? 'works' : `fails: what is read does not show the id ${JSON.stringify(wanted)}`;
  }

  async #lists(step: Step, item: FoundItem, collection: Collection): Promise<Outcome> {
    const got = await this.#send(step, item);
    if (typeof got === 'string') return got;
    const path = this.#mock.storage.context.model.factsOf(collection).ownPaths.at(-1);
    if (path === undefined) return 'works';
    const wanted = getAt(item.item.value, path);
    return wanted === undefined || mentions(got.body, wanted)
      ? 'works'
      : `fails: the list does not show ${JSON.stringify(wanted)}`;
  }

  async #updates(step: Step, item: FoundItem, collection: Collection): Promise<Outcome> {
    const got = await this.#send(step, item);
    if (typeof got === 'string') return got;
    const after =
      [...this.#known(collection).values()].find((one) => one.partition === item.partition && one.id === item.id) ??
      [...this.#known(collection).values()].find(
        (one) => this.#differs(got.sent, one.item.value, collection) === undefined,
      );
    if (after === undefined) return 'fails: the item is gone';
    return this.#differs(got.sent, after.item.value, collection) ?? 'works';
  }

  async #deletes(
    step: Step,
    item: FoundItem,
    { collection, steps }: { collection: Collection; steps: ReadonlyMap<Verb, Step | undefined> },
  ): Promise<Outcome> {
    const got = await this.#send(step, item);
    if (typeof got === 'string') return got;
    if (this.#known(collection).has(keyOf(item))) return 'fails: the item is still there';
    const read = steps.get('read');
    if (read === undefined) return 'works';
    const again = await this.#request(read, item);
    return again.status === 404 || again.status === 410 || (again.status >= 400 && again.status < 500)
      ? 'works'
      : `fails: it can still be read: ${again.status}`;
  }

  async #anItem(collection: Collection, steps: ReadonlyMap<Verb, Step | undefined>): Promise<FoundItem | undefined> {
    const create = steps.get('create') ?? steps.get('update');
    if (create !== undefined && (create.action.kind === 'create' || create.action.kind === 'replace')) {
      const before = this.#known(collection);
      await this.#send(create, undefined).catch(() => undefined);
      const fresh = [...this.#known(collection)].find(([key]) => !before.has(key));
      if (fresh !== undefined) return fresh[1];
    }
    return [...this.#known(collection).values()].at(-1) ?? this.#below(collection, steps);
  }

  /** What stands below parents that the document says nothing of. */
  #below(collection: Collection, steps: ReadonlyMap<Verb, Step | undefined>): FoundItem | undefined {
    const { context } = this.#mock.storage;
    const step = [...steps.values()].find(
      (one) => one?.action.binding.parents.every((ref) => ref !== undefined) === true,
    );
    if (step === undefined || collection.parents.length === 0) return undefined;
    const { parameters } = this.#mock.document.readOperation(step.entry);
    const buildContext = { document: this.#mock.document, schemas: this.#mock.schemas, seed: 'below' };
    const parents = step.action.binding.parents.map((ref) => {
      const parameter = parameters.find(({ in: place, name }) => `${place}.${name}` === ref);
      return String(
        (parameter && parameterSchema(parameter, buildContext)?.generate({ seed: 'below', mode: 'random' })) ?? 'value',
      );
    });
    const partition = partitionKey(collection.name, parents);
    const [first] = stateOf(this.#mock.worlds.default.state.storage, partition, context).items;
    return first && { partition, id: first[0], item: first[1] };
  }

  #known(collection: Collection): ReadonlyMap<string, FoundItem> {
    const { storage } = this.#mock.worlds.default.state;
    const { context } = this.#mock.storage;
    return new Map([...itemsAt(storage, anyOf(collection), context)].map((found) => [keyOf(found), found]));
  }

  /** Sends an operation, for one item or for a new one, and has the answer judged. */
  async #send(
    step: Step,
    item: FoundItem | undefined,
  ): Promise<`fails: ${string}` | { readonly status: number; readonly body: unknown; readonly sent: unknown }> {
    const { status, contentType, text, sent } = await this.#request(step, item);
    if (status >= 400) return `fails: ${status} ${text.slice(0, 200)}`;
    const isDeclared = this.#mock.document
      .readOperation(step.entry)
      .responses.some((response) => /^(2|default)/.test(response.status));
    const verdict = !isDeclared
      ? undefined
      : this.#judge.judge(step.entry.pointer, { status, contentType, body: text === '' ? undefined : text });
    if (verdict !== undefined) return `fails: ${verdict}`;
    return { status, body: parse(text) ?? text, sent };
  }

  async #request(
    step: Step,
    item: FoundItem | undefined,
  ): Promise<{ status: number; contentType: string | undefined; text: string; sent: unknown }> {
    const { document, schemas } = this.#mock;
    const operation = document.readOperation(step.entry);
    const buildContext = { document, schemas, seed: `${++this.#seed}` };
    const refs = this.#refs(step, item);
    const { model } = this.#mock.storage.context;
    const { limit, filters = [] } =
      step.action.kind === 'list'
        ? readListParameters(
            operation,
            step.action.collection && model.factsOf(step.action.collection).item,
            model.views,
          )
        : {};
    const values = operation.parameters.map((parameter) => {
      const known = refs.get(`${parameter.in}.${parameter.name}`);
      if (known !== undefined) return parameterSchema(parameter, buildContext)?.coerce(known) ?? known;
      if (parameter.in === 'query' && parameter.name === limit?.parameter && limit.member === undefined)
        return Math.min(limit.maximum, 1000);
      if (!parameter.required) return undefined;
      const path = filters.find(({ ref }) => ref.parameter === parameter.name)?.path ?? [parameter.name];
      const member = item && getAt(item.item.value, path);
      if (member !== undefined && member !== null && parameter.in === 'query')
        return parameterSchema(parameter, buildContext)?.coerce(member) ?? member;
      return parameterSchema(parameter, buildContext)?.generate({ seed: buildContext.seed, mode: 'random' }) ?? 'value';
    });
    const body = withId(await buildBody(withoutPatches(operation), buildContext), refs.get('body'), {
      name: this.#idName(step),
      mayDrop: step.action.kind === 'create',
      schema: operation.requestBody?.content[0]?.schema,
      mock: this.#mock,
    });
    const built = buildRequest(operation, { values, body, document });
    const response = await this.#mock.fetch(
      new Request(`http://mock${built.target}`, {
        method: built.method,
        headers: built.headers,
        ...(built.body && { body: new Uint8Array(built.body) }),
      }),
    );
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? undefined,
      text: await response.text(),
      sent: built.instance,
    };
  }

  #idName({ action }: Step): string | undefined {
    return action.collection && this.#mock.storage.context.model.factsOf(action.collection).ownPaths.at(-1)?.join('.');
  }

  /** Values for the parameters that say which item, and below which parents. */
  #refs({ action }: Step, item: FoundItem | undefined): ReadonlyMap<string, unknown> {
    const { binding, collection, ancestors } = action;
    const refs = new Map<string, unknown>();
    if (item !== undefined && collection !== undefined) bindItem({ collection, binding }, item, refs);
    for (const ancestor of ancestors.toReversed()) {
      if (ancestor.binding.own.every((ref) => ref !== undefined && refs.has(ref))) continue;
      const parent = [...this.#known(ancestor.collection).values()].find((one) => fitsRefs(ancestor, one, refs));
      if (parent !== undefined) bindItem(ancestor, parent, refs);
    }
    for (const { ref, path, key } of item === undefined ? [] : binding.scope) {
      const said = item?.item.scope?.[key] ?? refs.get(ref) ?? (path && getAt(item?.item.value, path));
      if (said !== undefined) refs.set(ref, said);
    }
    return refs;
  }

  /** What was sent and is kept otherwise, though the item has a member of this name and kind. */
  #differs(sent: unknown, value: Item, collection: Collection): `fails: ${string}` | undefined {
    const { item } = this.#mock.storage.context.model.factsOf(collection);
    const bodies = [sent, ...(isItem(sent) ? Object.values(sent) : [])].filter(isItem);
    const best = bodies.toSorted((a, b) => shared(b, value) - shared(a, value))[0];
    for (const [name, member] of Object.entries(best ?? {})) {
      const kept = value[name];
      const view = item && this.#mock.storage.context.model.views.property(item, name);
      if (view?.readOnly === true || typeof member !== typeof kept || typeof member === 'object') continue;
      if (member !== kept && !this.#isId(name, collection) && this.#takes({ ...value, [name]: member }, collection))
        return `fails: ${name} was sent as ${JSON.stringify(member)?.slice(0, 60)} and kept as ${JSON.stringify(kept)?.slice(0, 60)}`;
    }
    return undefined;
  }

  /** Whether what is read can say so: some documents take what they do not answer. */
  #takes(value: Item, collection: Collection): boolean {
    const { forms, model } = this.#mock.storage.context;
    const form = forms.canonical(collection);
    return form === undefined || isFitting(value, form, model.views);
  }

  #isId(name: string, collection: Collection): boolean {
    const { ownPaths, parentPaths } = this.#mock.storage.context.model.factsOf(collection);
    return [...ownPaths, ...parentPaths].some((path) => path?.[0] === name);
  }
}

class NotTried extends Error {}

/** The document, not the mock, is in the way: it contradicts itself or refers to what is not there. */
function isUntriable(error: unknown): error is Error {
  if (
    error instanceof NoRequestError ||
    error instanceof SchemaError ||
    error instanceof NotTried ||
    error instanceof SpecError
  )
    return true;
  return error instanceof Error && error.message.startsWith('Unresolved $ref');
}

function bindItem(
  { binding, collection }: Pick<Ancestor, 'binding' | 'collection'>,
  { partition, id, item }: FoundItem,
  refs: Map<string, unknown>,
): void {
  const { parents } = readPartitionKey(partition);
  const own = collection.own.length > 1 ? (JSON.parse(id) as string[]) : [id];
  for (const [index, ref] of binding.parents.entries()) if (ref !== undefined) refs.set(ref, parents[index]);
  for (const [index, ref] of binding.own.entries()) {
    const path = binding.ownPaths?.[index];
    if (ref !== undefined) refs.set(ref, (path && getAt(item.value, path)) ?? own[index]);
  }
}

function fitsRefs({ binding }: Ancestor, { partition }: FoundItem, refs: ReadonlyMap<string, unknown>): boolean {
  const { parents } = readPartitionKey(partition);
  return binding.parents.every(
    (ref, index) => ref === undefined || !refs.has(ref) || String(refs.get(ref)) === parents[index],
  );
}

/** A JSON Patch cannot be drawn from a schema: where another media type does, that one is sent. */
function withoutPatches(operation: Operation): Operation {
  const { requestBody } = operation;
  const content = requestBody?.content.filter(({ mediaType }) => !mediaType.includes('json-patch'));
  return requestBody === undefined || content === undefined || content.length === 0
    ? operation
    : { ...operation, requestBody: { ...requestBody, content } };
}

interface IdOfBody {
  readonly name: string | undefined;
  /** The server may choose the id. */
  readonly mayDrop: boolean;
  readonly schema: string | undefined;
  readonly mock: StatefulMock;
}

/** A body whose id is that of an item, where it says which one is meant; a new item gets its id from the server, where that may be. */
function withId(
  body: BuiltBody | undefined,
  id: unknown,
  { name, mayDrop, schema, mock }: IdOfBody,
): BuiltBody | undefined {
  if (body === undefined || name === undefined || !isItem(body.instance) || !/json/.test(body.contentType)) return body;
  const { [name]: own, ...rest } = body.instance;
  const instance = id === undefined ? rest : { ...rest, [name]: typeof own === 'number' ? Number(id) : id };
  const isValid = schema === undefined || mock.schemas.compile(schema, 'request').isValid(instance);
  if ((id === undefined && !mayDrop) || !isValid) return body;
  return { ...body, instance, bytes: Buffer.from(JSON.stringify(instance)) };
}

function keyOf({ partition, id }: FoundItem): string {
  return `${partition}\n${id}`;
}

function shared(a: Item, b: Item): number {
  return Object.keys(a).filter((name) => Object.hasOwn(b, name)).length;
}

/** Whether a value stands anywhere in a body. */
function mentions(body: unknown, wanted: unknown): boolean {
  if (body === wanted || (typeof body !== 'object' && String(body) === String(wanted))) return true;
  // XML and the like are not read.
  if (typeof body === 'string' && body.startsWith('<')) return body.includes(String(wanted));
  return typeof body === 'object' && body !== null && Object.values(body).some((value) => mentions(value, wanted));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
