import type { ApiDocument } from '@mockloop/spec-parser';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { Exchange } from '../exchange.ts';
import type { PlannedAnswer } from '../response-plan.ts';

/** Where deliveries may go, when webhooks of the document fire, and how hard they are tried. */
export interface WebhookSettings {
  /** Hosts (`hooks.example.com`, `receiver:9000`), origins, IP addresses and networks (`172.16.0.0/12`) beside loopback. */
  readonly allow?: readonly string[] | undefined;
  /**
   * Which operations fire a webhook of the document, by ids or keys, e.g. `{ newPet: ['createPet', 'POST /pets'] }`.
   * An empty list: none does. Webhooks that are not named here fire as their names and schemas suggest.
   */
  readonly map?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Signs callbacks, which have no subscriber to give one. Default: drawn from the seed. */
  readonly secret?: string | undefined;
  /** Of one delivery, the first try included. Default 5. */
  readonly maxTries?: number | undefined;
  /** For one try, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Before the second try, in milliseconds; it doubles with each further one, up to 10 minutes. Default 1,000. */
  readonly retryDelayMs?: number | undefined;
}

/** What of a signature the receiver's library checks. */
export type SignatureStyle = 'standard' | 'stripe';

/** What a subscriber asks for. */
export interface SubscriptionRequest {
  /** One of `Webhooks.eventTypes`. */
  readonly eventType: string;
  readonly url: string;
  readonly description?: string | undefined;
  /** What deliveries are signed with. Default: a new one is made. */
  readonly secret?: string | undefined;
  /** Sent with each delivery. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** `standard`: `webhook-signature` and `X-Hub-Signature-256`. `stripe`: `Stripe-Signature`. Default `standard`. */
  readonly signature?: SignatureStyle | undefined;
  /** Whether it gets deliveries. Default `true`. */
  readonly active?: boolean | undefined;
}

/** What is to be another; what is absent stays. */
export type SubscriptionChanges = {
  readonly [Name in keyof SubscriptionRequest]?: SubscriptionRequest[Name] | undefined;
};

/** Somebody who is told of events. */
export interface Subscription {
  readonly id: string;
  readonly eventType: string;
  readonly url: string;
  readonly description?: string | undefined;
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signature: SignatureStyle;
  readonly active: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** `refused`: the target is not allowed. `dropped`: the queue was full or the mock closed. */
export type DeliveryStatus = 'pending' | 'success' | 'failed' | 'refused' | 'dropped';

/** One request to one receiver, tried until it succeeds or is given up. */
export interface Delivery {
  /** Unique; receivers see it as `webhook-id`, the same for each try. */
  readonly id: string;
  readonly kind: 'callback' | 'webhook' | 'test';
  /** Of the subscription; callbacks have none. */
  readonly webhookId?: string | undefined;
  /** The name of the event or callback. */
  readonly eventType: string;
  /** The operation that fired it, e.g. `POST /pets`. */
  readonly operation?: string | undefined;
  /** The world of the request that fired it. */
  readonly world?: string | undefined;
  readonly method: string;
  readonly url: string;
  readonly status: DeliveryStatus;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The fields that do not change from try to try; values of secret ones are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Cut where it is long; values of JSON members that are named like secrets are left out. */
  readonly body: CutText;
  readonly attempts: readonly Attempt[];
  /** Milliseconds since the epoch; present while another try is to come. */
  readonly nextAttemptAt?: number | undefined;
  /** Why it is not delivered, and what to do. */
  readonly error?: string | undefined;
}

export interface CutText {
  readonly text: string;
  readonly truncated: boolean;
}

/** One try. */
export interface Attempt {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly durationMs: number;
  /** Absent where no answer came; `error` then says why. */
  readonly response?: ReceivedResponse | undefined;
  readonly error?: string | undefined;
}

/** What a receiver answered. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: CutText;
}

export interface HistoryFilter {
  readonly webhookId?: string | undefined;
  readonly status?: DeliveryStatus | undefined;
  readonly world?: string | undefined;
  /** Default 50. */
  readonly limit?: number | undefined;
  /** Default 0. */
  readonly offset?: number | undefined;
}

export interface HistoryPage {
  /** Newest first. */
  readonly deliveries: readonly Delivery[];
  /** How many match in all. */
  readonly total: number;
}

/** The callbacks and webhooks of one mock. */
export interface Webhooks {
  /** What a subscriber can ask for: the document's webhooks, `data.*`, and `*` for all. */
  eventTypes(): Promise<readonly string[]>;
  /** What callbacks are signed with, unless the user gave a secret of their own. */
  readonly callbackSecret: string | undefined;
  /** Fires what belongs to an operation that has answered. Returns at once; costs nothing where nobody is to be told. */
  afterAnswer(compiled: CompiledOperation, exchange: Exchange, answered: PlannedAnswer): void;
  /** Serves another document from now on; subscriptions stay. */
  use(document: ApiDocument): void;
  /** @throws {WebhookError} */
  register(request: SubscriptionRequest): Promise<Subscription>;
  /**
   * @returns `undefined`: there is none of this id.
   * @throws {WebhookError}
   */
  update(id: string, changes: SubscriptionChanges): Promise<Subscription | undefined>;
  /** The oldest first. */
  list(): Promise<readonly Subscription[]>;
  get(id: string): Promise<Subscription | undefined>;
  /** Whether there was one. What is already on its way to it still goes out. */
  remove(id: string): Promise<boolean>;
  /**
   * Sends one event to one subscriber now, once, whether it is active or not, and waits for the outcome.
   *
   * @param eventType Default: the subscription's own, or the first that there is.
   * @returns `undefined`: there is no subscription of this id.
   * @throws {WebhookError}
   */
  test(id: string, eventType?: string): Promise<Delivery | undefined>;
  history(filter?: HistoryFilter): Promise<HistoryPage>;
  /** Lets tries under way end, and drops what waits, which the history then says. */
  close(): Promise<void>;
}
