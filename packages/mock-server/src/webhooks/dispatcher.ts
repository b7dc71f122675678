import { createHash } from 'node:crypto';
import type { MockRequest } from '../mock-request.ts';
import { FIELD_VALUE } from '../response-headers.ts';
import { hideSecrets } from './custom-headers.ts';
import { cutText } from './cut-text.ts';
import type { DeliveryHistory } from './delivery-history.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { EventFacts } from './event-facts.ts';
import type { EventMessage } from './event-message.ts';
import { shownBody } from './shown-body.ts';
import { signatureHeaders } from './sign-delivery.ts';
import type { Targets } from './targets.ts';
import { WebhookError } from './webhook-error.ts';
import type { Delivery, SignatureStyle, Subscription } from './webhooks.ts';

/** How many deliveries led to the request that fired this one. */
const HOP_HEADER = 'x-mockloop-hop';

/** How many deliveries led to this request: mocks that call each other in a circle are to stop at some point. */
export function hopsOf(request: MockRequest): number {
  const text = request.header(HOP_HEADER) ?? '';
  return /^\d{1,3}$/.test(text) ? Number(text) : 0;
}

/** One event for one receiver. */
export interface Dispatch {
  readonly kind: Delivery['kind'];
  readonly eventType: string;
  readonly url: string;
  readonly method: string;
  /** May throw what `writeEventMessage` throws. Not called where nothing could be sent. */
  readonly message: () => EventMessage;
  readonly secret: string;
  readonly style: SignatureStyle;
  readonly maxTries: number;
  readonly subscription?: Subscription | undefined;
  /** Absent in a test delivery. */
  readonly facts?: EventFacts | undefined;
  /** Nothing is sent, for this reason. */
  readonly refusal?: string | undefined;
  readonly onEnd?: ((delivery: Delivery) => void) | undefined;
}

export interface DispatcherOptions {
  readonly targets: Targets;
  readonly history: DeliveryHistory;
  readonly queue: DeliveryQueue;
  readonly seed: string;
  readonly now: () => number;
  readonly onProblem: (message: string) => void;
}

/** Turns events into deliveries. Whatever becomes of one, the history says it. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #startedAt: number;
  #sent = 0;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#startedAt = options.now();
  }

  send(dispatch: Dispatch): void {
    const { queue } = this.#options;
    const delivery = this.#describe(dispatch);
    const message = this.#prepare(dispatch);
    if (message instanceof Error) {
      this.#giveUp(message, { delivery, dispatch });
      return;
    }
    const headers = this.#headers(dispatch, message);
    const { body = new Uint8Array(), method } = message;
    queue.add({
      delivery: {
        ...delivery,
        headers: hideSecrets(Object.fromEntries(headers)),
        body: shownBody(body, headers.get('content-type')),
      },
      maxTries: dispatch.maxTries,
      bytes: body.byteLength,
      onEnd: dispatch.onEnd,
      request: (timestamp) => {
        const signed = signatureHeaders({ id: delivery.id, timestamp, body }, dispatch);
        return {
          method,
          url: new URL(dispatch.url),
          headers: [...headers, ...signed],
          body: message.body === undefined ? undefined : body,
        };
      },
    });
  }

  #describe({ kind, eventType, url, method, subscription, facts }: Dispatch): Delivery {
    const { seed, now } = this.#options;
    const digest = createHash('sha256')
      .update(`${seed} ${this.#startedAt} ${this.#sent++}`)
      .digest('hex');
    return {
      id: `msg_${digest.slice(0, 24)}`,
      kind,
      webhookId: subscription?.id,
      eventType,
      operation: facts?.compiled.operation.key,
      world: facts?.exchange.world.id,
      method,
      url: cutText(url, 2_048).text,
      status: 'pending',
      createdAt: now(),
      headers: {},
      body: { text: '', truncated: false },
      attempts: [],
    };
  }

  #prepare({ url, message, refusal }: Dispatch): EventMessage | Error {
    const { queue, targets } = this.#options;
    try {
      if (refusal !== undefined) throw new WebhookError('TARGET_REFUSED', refusal);
      targets.check(url);
      return queue.isFull ? NOTHING : message();
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #giveUp(error: Error, { delivery, dispatch }: { delivery: Delivery; dispatch: Dispatch }): void {
    const { history, onProblem } = this.#options;
    const isRefused = error instanceof WebhookError;
    const reason = error.message;
    const ended: Delivery = { ...delivery, status: isRefused ? 'refused' : 'failed', error: reason };
    history.add(ended);
    onProblem(`${dispatch.kind} ${JSON.stringify(dispatch.eventType)}: ${reason}`);
    dispatch.onEnd?.(ended);
  }

  #headers({ eventType, subscription, facts }: Dispatch, { headers }: EventMessage): ReadonlyMap<string, string> {
    const hops = facts === undefined ? 1 : hopsOf(facts.exchange.request) + 1;
    const world = facts?.exchange.world.id;
    return new Map([
      ['user-agent', 'MockLoop-Webhook/1.0'],
      ...headers,
      ...Object.entries(subscription?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const),
      ['x-mockloop-event', asFieldValue(eventType)],
      ...(world === undefined ? [] : [['x-mockloop-world', asFieldValue(world)] as const]),
      [HOP_HEADER, String(hops)],
    ]);
  }
}

const NOTHING: EventMessage = { method: 'POST', headers: new Map(), body: undefined };

function asFieldValue(text: string): string {
  return FIELD_VALUE.test(text) ? text : encodeURIComponent(text.toWellFormed());
}
