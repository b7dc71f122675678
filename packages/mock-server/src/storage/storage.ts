import type { Schemas } from '@mockloop/schema';
import { andThen } from '../and-then.ts';
import type { Answer } from '../answer.ts';
import type { Call, Responder } from '../responder.ts';
import { actOnItem } from './act-on-item.ts';
import { type Address, addressOf, type ValueReader } from './address.ts';
import { changeItem } from './change-item.ts';
import { clearItems } from './clear-items.ts';
import { createItems } from './create-items.ts';
import { deleteItem } from './delete-item.ts';
import { FormFinder } from './form-finder.ts';
import { findItem, pathOf } from './item-store.ts';
import { listStored } from './list-stored.ts';
import { readItem } from './read-item.ts';
import { Seeds } from './seeds.ts';
import type { ActionKind, Ancestor, StorageAction } from './storage-action.ts';
import { refuseStored, type StorageCall, type StorageContext, valueReader } from './storage-call.ts';
import type { StorageModel } from './storage-model.ts';
import type { Item } from './values.ts';

export interface StorageOptions {
  readonly model: StorageModel;
  /** Those of the mock, so that each schema is compiled once. */
  readonly schemas: Schemas;
  /** Generated members and ids are drawn from it. */
  readonly seed: string;
  /** What a seed file says, by the name of the collection. */
  readonly seeds?: ReadonlyMap<string, readonly Item[]> | undefined;
  /** Told, once each, of what could not be answered from storage. */
  readonly report?: ((message: string) => void) | undefined;
}

/** Answers from what the world of a request stores. What is stored is in the world; this holds nothing that requests change. */
export class Storage implements Responder {
  readonly name = 'storage';
  readonly context: StorageContext;

  constructor({ model, schemas, seed, seeds = new Map(), report = ignore }: StorageOptions) {
    const forms = new FormFinder(model, schemas);
    this.context = {
      model,
      forms,
      seed,
      report,
      seeds: new Seeds({ model, schemas, forms, seed, given: seeds }),
    };
  }

  respond(call: Call): Answer | undefined | Promise<Answer | undefined> {
    const action = this.context.model.actionOf(call.compiled.entry);
    const isOurs = isStorageAction(action);
    if (!isOurs && action.ancestors.length === 0) return pass(call, action.why);
    const read = valueReader(call);
    if (!isOurs) return this.#missing(call, action, read) ?? pass(call, action.why);
    const body = SENDERS.has(action.kind) ? call.compiled.bodyValue(call.exchange) : undefined;
    return andThen(body, (sent) => this.#handle(call, { action, read, body: sent }));
  }

  #handle(
    call: Call,
    {
      action,
      read,
      body,
    }: Pick<StorageCall, 'read' | 'body'> & { readonly action: StorageCall['action'] & { readonly kind: Handled } },
  ): Answer | undefined | Promise<Answer | undefined> {
    const missing = this.#missing(call, action, read);
    if (missing !== undefined) return missing;
    const { context } = this;
    const address = this.#canonical(addressOf(action.collection, action.binding, read), { call, action, read });
    return HANDLERS[action.kind]({ call, action, address, read, body, context });
  }

  /** The path may name a parent by another id than the one that the parent is kept under. */
  #canonical(address: Address, { call, action, read }: Pick<StorageCall, 'call' | 'action' | 'read'>): Address {
    const parent = this.context.model.parentOf(action.collection)?.collection;
    const ancestor = action.ancestors.findLast((one) => one.collection === parent);
    if (ancestor?.binding.ownPaths === undefined) return address;
    const found = findItem(
      call.exchange.world.state.storage,
      addressOf(ancestor.collection, ancestor.binding, read),
      this.context,
    );
    const path = found && pathOf(found, ancestor.collection);
    return path?.length === address.parents.length ? { ...address, parents: path } : address;
  }

  /** The answer to a request below an item that is not there. */
  #missing(call: Call, { ancestors }: StorageAction, read: ValueReader): Answer | Promise<Answer> | undefined {
    const { storage } = call.exchange.world.state;
    const absent = ancestors.find((ancestor) => this.#isAbsent(ancestor, { read, storage }));
    if (absent === undefined) return undefined;
    return refuseStored(
      call,
      'ITEM_NOT_FOUND',
      `There is no such item in "${absent.collection.name}". GET ${absent.collection.base.key} lists those that there are.`,
    );
  }

  #isAbsent(
    { collection, binding }: Ancestor,
    { read, storage }: { read: ValueReader; storage: Call['exchange']['world']['state']['storage'] },
  ): boolean {
    // What no client can create cannot be asked for either.
    if (!this.context.model.canCreate(collection)) return false;
    return findItem(storage, addressOf(collection, binding, read), this.context) === undefined;
  }
}

function ignore(): void {}

type Handled = Exclude<ActionKind, 'none'>;

const HANDLERS: Record<Handled, (stored: StorageCall) => Answer | undefined | Promise<Answer | undefined>> = {
  create: createItems,
  read: readItem,
  list: listStored,
  update: changeItem,
  replace: changeItem,
  delete: deleteItem,
  clear: clearItems,
  act: actOnItem,
};

/** Actions that want to know what was sent. */
const SENDERS: ReadonlySet<ActionKind> = new Set(['create', 'update', 'replace', 'act']);

function isStorageAction(action: StorageAction): action is StorageCall['action'] & { readonly kind: Handled } {
  return action.kind !== 'none' && action.collection !== undefined;
}

function pass({ exchange }: Call, why: string): undefined {
  exchange.passed = [...(exchange.passed ?? []), { by: 'storage', why }];
  return undefined;
}
