import { setImmediate } from 'node:timers/promises';
import type { ApiDocument, Callback } from '@mockloop/spec-parser';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { Exchange } from '../exchange.ts';
import type { PlannedAnswer } from '../response-plan.ts';
import { compileExpression } from '../runtime-expression.ts';
import { dataEventBody, dataEventOf } from './data-event.ts';
import { DeliveryHistory } from './delivery-history.ts';
import { DeliveryQueue, type Schedule } from './delivery-queue.ts';
import { type Dispatch, Dispatcher, hopsOf } from './dispatcher.ts';
import { EventCatalog } from './event-catalog.ts';
import { type EventFacts, readEventFacts } from './event-facts.ts';
import type { EventMessage } from './event-message.ts';
import { isForeignPage } from './is-foreign-page.ts';
import type { OperationEvent } from './operation-events.ts';
import { EVERY_EVENT, Subscriptions } from './subscriptions.ts';
import type { Targets } from './targets.ts';
import { WebhookError } from './webhook-error.ts';
import type {
  Delivery,
  HistoryFilter,
  HistoryPage,
  Subscription,
  SubscriptionChanges,
  SubscriptionRequest,
} from './webhooks.ts';

export interface WebhookCenterOptions {
  readonly document: ApiDocument;
  readonly targets: Targets;
  readonly seed: string;
  readonly map: Readonly<Record<string, readonly string[]>>;
  readonly callbackSecret: string;
  readonly maxTries: number;
  readonly timeoutMs: number;
  readonly retryDelayMs: number;
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly onProblem: (message: string) => void;
}

const MAX_HOPS = 3;

/** Knows who wants to be told of what, and tells them. */
export class WebhookCenter {
  readonly #options: WebhookCenterOptions;
  readonly #subscriptions: Subscriptions;
  readonly #history = new DeliveryHistory();
  readonly #queue: DeliveryQueue;
  readonly #dispatcher: Dispatcher;
  #catalog: EventCatalog;

  constructor(options: WebhookCenterOptions) {
    this.#options = options;
    this.#subscriptions = new Subscriptions(options.targets, options.now);
    this.#queue = new DeliveryQueue({ ...options, history: this.#history });
    this.#dispatcher = new Dispatcher({ ...options, history: this.#history, queue: this.#queue });
    this.#catalog = new EventCatalog(options);
  }

  get hasActive(): boolean {
    return this.#subscriptions.active.length > 0;
  }

  get eventTypes(): readonly string[] {
    return this.#catalog.subscribable;
  }

  use(document: ApiDocument): void {
    this.#catalog = new EventCatalog({ ...this.#options, document });
  }

  /** @throws {WebhookError} */
  register(request: SubscriptionRequest): Subscription {
    return this.#subscriptions.register(request, this.eventTypes);
  }

  /** @throws {WebhookError} */
  update(id: string, changes: SubscriptionChanges): Subscription | undefined {
    return this.#subscriptions.update(id, changes, this.eventTypes);
  }

  list(): readonly Subscription[] {
    return this.#subscriptions.list();
  }

  get(id: string): Subscription | undefined {
    return this.#subscriptions.get(id);
  }

  remove(id: string): boolean {
    return this.#subscriptions.remove(id);
  }

  history(filter: HistoryFilter | undefined): HistoryPage {
    return this.#history.page(filter);
  }

  close(): Promise<void> {
    return this.#queue.close();
  }

  /** Tells those who are subscribed now of an operation that has succeeded, after its answer has had its turn to be sent. */
  async fire(compiled: CompiledOperation, exchange: Exchange, answered: PlannedAnswer): Promise<void> {
    if (hopsOf(exchange.request) >= MAX_HOPS) return;
    const { active } = this.#subscriptions;
    // A request may have begun before another document was taken into use.
    const { document } = compiled;
    const catalog =
      this.#catalog.document === document ? this.#catalog : new EventCatalog({ ...this.#options, document });
    await setImmediate();
    const facts = await readEventFacts(compiled, exchange, answered);
    for (const callback of compiled.operation.callbacks) this.#callBack(callback, { catalog, facts });
    if (active.length === 0) return;
    for (const event of eventsOf(compiled, catalog)) {
      for (const subscription of active) {
        if (subscription.eventType !== event.eventType && subscription.eventType !== EVERY_EVENT) continue;
        this.#dispatcher.send(this.#toSubscriber(subscription, { catalog, facts, ...event }));
      }
    }
  }

  async test(id: string, eventType: string | undefined): Promise<Delivery | undefined> {
    const subscription = this.#subscriptions.get(id);
    if (subscription === undefined) return undefined;
    const { eventTypes } = this.#catalog;
    const own = eventTypes.includes(subscription.eventType) ? subscription.eventType : eventTypes[0];
    const wanted = eventType ?? own ?? '';
    if (!eventTypes.includes(wanted))
      throw new WebhookError(
        'INVALID',
        `There is no event ${JSON.stringify(wanted.slice(0, 200))}. There are ${eventTypes.slice(0, 50).join(', ')}.`,
        '/event_type',
      );
    return new Promise((resolve) => {
      this.#dispatcher.send({
        ...this.#toSubscriber(subscription, { catalog: this.#catalog, eventType: wanted }),
        kind: 'test',
        maxTries: 1,
        onEnd: resolve,
      });
    });
  }

  #callBack(
    callback: Callback,
    { catalog, facts }: { readonly catalog: EventCatalog; readonly facts: EventFacts },
  ): void {
    // A whole expression without its braces keeps `null` apart from the text.
    const expression = callback.expression.replace(/^\{(\$[^{}]*)\}$/, '$1');
    const url = compileExpression(expression)(facts.context);
    // The client gave no URL: it asks for no callback.
    if (url === undefined || url === null || url === '') return;
    const { callbackSecret, maxTries } = this.#options;
    this.#dispatcher.send({
      kind: 'callback',
      eventType: callback.name,
      url: String(url),
      method: callback.method,
      message: () => catalog.write(callback, { facts }),
      secret: callbackSecret,
      style: 'standard',
      maxTries,
      facts,
      refusal: isForeignPage(facts.exchange.request)
        ? 'A page of another site asked for this callback. Call the mock from a page on this machine, or from outside a browser.'
        : undefined,
    });
  }

  #toSubscriber(subscription: Subscription, { catalog, eventType, entry, members, facts }: Publication): Dispatch {
    const webhook = entry ?? catalog.webhook(eventType);
    const { url, secret, signature: style } = subscription;
    const { maxTries } = this.#options;
    return {
      kind: 'webhook',
      eventType,
      url,
      method: webhook?.method ?? 'POST',
      message: () =>
        webhook === undefined ? this.#dataMessage(eventType, facts) : catalog.write(webhook, { facts, members }),
      secret,
      style,
      maxTries,
      subscription,
      facts,
    };
  }

  #dataMessage(eventType: string, facts: EventFacts | undefined): EventMessage {
    const headers = new Map([['content-type', 'application/json']]);
    return { method: 'POST', headers, body: dataEventBody(eventType, this.#options.now(), facts) };
  }
}

/** The document's own events, and the general one unless the document has one of that name. */
function eventsOf({ operation }: CompiledOperation, catalog: EventCatalog): readonly EventOf[] {
  const own = catalog.eventsOf(operation.key);
  const general = dataEventOf(operation.method);
  return general === undefined || own.some(({ eventType }) => eventType === general)
    ? own
    : [...own, { eventType: general }];
}

interface EventOf extends Partial<OperationEvent> {
  readonly eventType: string;
}

interface Publication extends EventOf {
  readonly catalog: EventCatalog;
  /** Absent in a test delivery. */
  readonly facts?: EventFacts | undefined;
}
