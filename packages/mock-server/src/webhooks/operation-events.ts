import { isJson } from '@mockloop/body';
import type { ApiDocument, OperationEntry, SchemaUri, WebhookEntry } from '@mockloop/spec-parser';
import {
  type Change,
  type EventWords,
  isPastOf,
  nounOf,
  readEventWords,
  splitWords,
  staticSegments,
  stem,
} from './event-words.ts';
import { memberSchemas, schemaParts } from './schema-members.ts';

/** A webhook of the document that an operation fires. */
export interface OperationEvent {
  readonly eventType: string;
  readonly entry: WebhookEntry;
  /** Members of the webhook's body that say what happened, e.g. `{ action: 'opened' }`. */
  readonly members: Readonly<Record<string, string>>;
}

export interface OperationEventsOptions {
  readonly document: ApiDocument;
  readonly webhooks: ReadonlyMap<string, readonly WebhookEntry[]>;
  /** As `WebhookSettings.map`. */
  readonly map: Readonly<Record<string, readonly string[]>>;
  /** Is told of names in `map` that the document does not have. */
  readonly onProblem: (message: string) => void;
}

/**
 * Which webhooks each operation fires, by the operation's key: those that the user says, else those whose name says the
 * same as the operation (`petCreated`, `pet.created` and `newPet` as `POST /pets`; `batch_cancelled` as
 * `POST /batches/{id}/cancel`; `issues`, whose body has an action `opened`, as `POST /issues`), else those that tell of a
 * change to what the operation's own schema describes. Where neither is plain, none.
 */
export function operationEvents(options: OperationEventsOptions): ReadonlyMap<string, readonly OperationEvent[]> {
  const { document, webhooks, map, onProblem } = options;
  const events = new Map<string, OperationEvent[]>();
  const operations = document.operations.map((entry) => describeOperation(entry, document));
  for (const name of Object.keys(map)) {
    if (!webhooks.has(name))
      onProblem(`\`webhooks.map\` names ${JSON.stringify(name)}, which is no webhook of the document.`);
  }
  for (const [eventType, entries] of webhooks) {
    const named = Object.hasOwn(map, eventType) ? map[eventType] : undefined;
    const fired =
      named === undefined
        ? inferredOf({ eventType, entries }, operations, document)
        : namedOf({ eventType, entries, named }, document, onProblem);
    for (const { key, event } of fired) {
      const known = events.get(key);
      if (known === undefined) events.set(key, [event]);
      else known.push(event);
    }
  }
  return events;
}

interface Fired {
  readonly key: string;
  readonly event: OperationEvent;
}

interface DescribedWebhook {
  readonly eventType: string;
  readonly entries: readonly WebhookEntry[];
}

interface DescribedOperation {
  readonly entry: OperationEntry;
  readonly change: Change | undefined;
  /** Of the last segment that is no parameter. */
  readonly nouns: readonly string[];
  /** Of all segments. */
  readonly context: ReadonlySet<string>;
  /** `cancel` in `POST /batches/{id}/cancel`, and the nouns of what it is done to. */
  readonly action?: { readonly word: string; readonly nouns: readonly string[] } | undefined;
  readonly ofId: EventWords;
  /** Of its request and of what it answers when it succeeds. */
  readonly schemas: () => ReadonlySet<SchemaUri>;
}

function describeOperation(entry: OperationEntry, document: ApiDocument): DescribedOperation {
  let schemas: ReadonlySet<SchemaUri> | undefined;
  const segments = staticSegments(entry.path).map((segment) => splitWords(segment));
  const nounsOf = (index: number): readonly string[] => (segments.at(index) ?? []).map(stem);
  const last = segments.at(-1) ?? [];
  const isAction = entry.method === 'POST' && /\}\/[^/{}]+$/.test(entry.path) && last.length === 1;
  return {
    entry,
    change: changeOf(entry),
    nouns: nounsOf(-1),
    context: new Set(segments.flat().map(stem)),
    action: isAction ? { word: last[0] ?? '', nouns: nounsOf(-2) } : undefined,
    ofId: readEventWords(entry.operationId ?? ''),
    schemas: () => {
      schemas ??= operationSchemas(entry, document);
      return schemas;
    },
  };
}

/** What a method does to what its path is about. `POST /pets/{id}` is how Stripe and others update. */
function changeOf({ method, path }: OperationEntry): Change | undefined {
  const isItem = path.endsWith('}');
  // To write or delete a list under something is mostly to set what belongs to it.
  const isOne = isItem || !path.endsWith('s');
  if (method === 'DELETE') return isOne ? 'deleted' : undefined;
  if (method === 'PUT' || method === 'PATCH') return isOne || !path.includes('{') ? 'updated' : undefined;
  if (method !== 'POST') return undefined;
  return isItem ? 'updated' : 'created';
}

function namedOf(
  { eventType, entries, named }: DescribedWebhook & { readonly named: readonly string[] | undefined },
  { operations }: ApiDocument,
  onProblem: (message: string) => void,
): readonly Fired[] {
  return (named ?? []).flatMap((name) => {
    const operation = operations.find(({ operationId, key }) => operationId === name || key === name);
    if (operation === undefined)
      onProblem(
        `\`webhooks.map\` has ${JSON.stringify(eventType)} fired by ${JSON.stringify(name)}, which is no operation of the document. Give an operationId, or a method and a path such as "POST /pets".`,
      );
    return operation === undefined ? [] : [{ key: operation.key, event: eventOf({ eventType, entries }, operation) }];
  });
}

function eventOf(
  { eventType, entries }: DescribedWebhook,
  { method }: OperationEntry,
  members: Readonly<Record<string, string>> = {},
): OperationEvent {
  const [first] = entries;
  const entry = entries.find((each) => each.method === method) ?? first;
  if (entry === undefined) throw new TypeError(`The webhook ${eventType} has no method`);
  return { eventType, entry, members };
}

function inferredOf(
  webhook: DescribedWebhook,
  operations: readonly DescribedOperation[],
  document: ApiDocument,
): readonly Fired[] {
  const words = readEventWords(webhook.eventType);
  const toFired = ({ entry }: DescribedOperation): Fired => ({ key: entry.key, event: eventOf(webhook, entry) });
  if (words.change !== undefined) {
    const named = nearestOf(
      operations.filter(({ change }) => change === words.change),
      words,
    );
    const fired = named.length > 0 ? named : sameSchema(webhook, operations, { change: words.change, document });
    return fired.map(toFired);
  }
  const acted = operations.filter(({ action, context }) => action !== undefined && isAction(action, words, context));
  if (acted.length > 0) return acted.map(toFired);
  return (['created', 'updated', 'deleted'] as const).flatMap((change) => {
    const named = nearestOf(
      operations.filter((operation) => operation.change === change),
      words,
    );
    const members = named.length === 0 ? undefined : changeMember(webhook, change, document);
    return members === undefined
      ? []
      : named.map(({ entry }) => ({ key: entry.key, event: eventOf(webhook, entry, members) }));
  });
}

/** Further away, a name is not plainly the same: `label.created` is not of `/issues/{id}/labels` where there is `/labels`. */
const MAX_DISTANCE = 2;

/** The operations of the same name whose path speaks of nothing else, or of the least else. */
function nearestOf(operations: readonly DescribedOperation[], words: EventWords): readonly DescribedOperation[] {
  const distances = operations.map((operation) => distanceOf(operation, words));
  const least = Math.min(...distances);
  return least > MAX_DISTANCE ? [] : operations.filter((_, index) => distances[index] === least);
}

/**
 * How many segments of a path an event's name does not have. `customer.subscription.created` is 0 from
 * `/v1/customers/{id}/subscriptions`, and Infinity from `/subscriptions/{id}/items`.
 */
function distanceOf({ nouns, context, ofId }: DescribedOperation, { nouns: all, plainNouns }: EventWords): number {
  const named = [all, plainNouns].filter((wanted) => wanted.length > 0);
  if (ofId.change !== undefined && named.some((wanted) => ofId.nouns.join(' ') === wanted.join(' '))) return 0;
  const distances = named
    .filter((wanted) => nouns.length > 0 && nouns.every((noun) => wanted.includes(noun)))
    .filter((wanted) => wanted.every((noun) => context.has(noun)))
    .map((wanted) => [...context].filter((noun) => !wanted.includes(noun) && !/^(api|rest|v\d+)$/.test(noun)).length);
  return Math.min(...distances, Number.POSITIVE_INFINITY);
}

function isAction(
  { word, nouns }: NonNullable<DescribedOperation['action']>,
  words: EventWords,
  context: ReadonlySet<string>,
): boolean {
  if (!isPastOf(words.last, word)) return false;
  const wanted = words.nouns.slice(0, -1);
  return nouns.length > 0 && nouns.every((noun) => wanted.includes(noun)) && wanted.every((noun) => context.has(noun));
}

/** Members by whose value receivers tell events of one webhook apart. */
const DISTINCTIONS = ['action', 'event', 'event_type', 'eventType', 'type'];

/** The value of such a member that says of this change: GitHub's `issues` has the actions `opened`, `edited`, `deleted` … */
function changeMember(
  { entries }: DescribedWebhook,
  change: Change,
  document: ApiDocument,
): Readonly<Record<string, string>> | undefined {
  const uri = bodySchema(entries[0], document);
  const parts = uri === undefined ? undefined : schemaParts(uri, document);
  if (parts === undefined) return undefined;
  for (const name of DISTINCTIONS) {
    const values = memberSchemas(parts, name)
      .flatMap((schema) => schemaParts(schema, document).schemas)
      .flatMap((schema) => [schema.const, ...(Array.isArray(schema.enum) ? schema.enum : [])]);
    const value = values.find((each) => typeof each === 'string' && readEventWords(each).change === change);
    if (typeof value === 'string') return { [name]: value };
  }
  return undefined;
}

/** Operations that make the same change to the very component that the webhook tells of. */
function sameSchema(
  { entries }: DescribedWebhook,
  operations: readonly DescribedOperation[],
  { change, document }: { readonly change: Change; readonly document: ApiDocument },
): readonly DescribedOperation[] {
  const uri = bodySchema(entries[0], document);
  if (uri === undefined || !isComponent(uri, document)) return [];
  return operations.filter((operation) => operation.change === change && operation.schemas().has(uri));
}

function bodySchema(entry: WebhookEntry | undefined, document: ApiDocument): SchemaUri | undefined {
  try {
    const content = entry === undefined ? [] : (document.readOperation(entry).requestBody?.content ?? []);
    return content.find(({ mediaType }) => isJson(mediaType))?.schema;
  } catch {
    return undefined;
  }
}

/** A schema without a name of its own is nobody else's; one of a general name says nothing. */
function isComponent(uri: SchemaUri, document: ApiDocument): boolean {
  const name = document.placeOf(uri).pointer.match(/^\/components\/schemas\/([^/]+)$/)?.[1];
  return name !== undefined && !GENERAL_NAMES.has(nounOf(name));
}

const GENERAL_NAMES: ReadonlySet<string> = new Set(
  ['Event', 'Error', 'Message', 'Object', 'Response', 'Result', 'Webhook'].map(nounOf),
);

function operationSchemas(entry: OperationEntry, document: ApiDocument): ReadonlySet<SchemaUri> {
  try {
    const { requestBody, responses } = document.readOperation(entry);
    const succeeded = responses.filter(({ status }) => status.startsWith('2'));
    const content = [requestBody, ...succeeded].flatMap((each) => each?.content ?? []);
    return new Set(content.flatMap(({ schema }) => schema ?? []));
  } catch {
    return new Set();
  }
}
