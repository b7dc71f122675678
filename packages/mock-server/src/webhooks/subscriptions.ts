import { randomBytes } from 'node:crypto';
import { checkHeaders } from './custom-headers.ts';
import { secretProblem } from './sign-delivery.ts';
import type { Targets } from './targets.ts';
import { WebhookError } from './webhook-error.ts';
import type { Subscription, SubscriptionChanges, SubscriptionRequest } from './webhooks.ts';

const MAX_SUBSCRIPTIONS = 1_000;
const MAX_DESCRIPTION = 1_000;

/** Matches every event type. */
export const EVERY_EVENT = '*';

/** Who is told of which events. */
export class Subscriptions {
  readonly #targets: Targets;
  readonly #now: () => number;
  readonly #byId = new Map<string, Subscription>();
  #registered = 0;
  #active: readonly Subscription[] = [];

  constructor(targets: Targets, now: () => number) {
    this.#targets = targets;
    this.#now = now;
  }

  /** Those who get deliveries. Another list after each change. */
  get active(): readonly Subscription[] {
    return this.#active;
  }

  /**
   * @param eventTypes What there is to subscribe to.
   * @throws {WebhookError}
   */
  register(request: SubscriptionRequest, eventTypes: readonly string[]): Subscription {
    if (this.#byId.size >= MAX_SUBSCRIPTIONS)
      throw new WebhookError('LIMIT_EXCEEDED', `There are ${MAX_SUBSCRIPTIONS} webhooks already. Delete some first.`);
    const { eventType, url, headers = {}, signature = 'standard', active = true, secret = newSecret() } = request;
    const id = `wh_${this.#registered + 1}`;
    const { description } = request;
    const subscription = {
      id,
      eventType,
      url,
      description,
      secret,
      headers,
      signature,
      active,
      createdAt: this.#now(),
    };
    this.#check(subscription, eventTypes);
    this.#registered++;
    this.#put(subscription);
    return subscription;
  }

  /** @throws {WebhookError} */
  update(id: string, changes: SubscriptionChanges, eventTypes: readonly string[]): Subscription | undefined {
    const known = this.#byId.get(id);
    if (known === undefined) return undefined;
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const subscription: Subscription = { ...known, ...given };
    // One whose event the document has no longer can still be switched off.
    this.#check(subscription, [...eventTypes, known.eventType]);
    this.#put(subscription);
    return subscription;
  }

  get(id: string): Subscription | undefined {
    return this.#byId.get(id);
  }

  /** The oldest first. */
  list(): readonly Subscription[] {
    return [...this.#byId.values()];
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    const existed = this.#byId.delete(id);
    this.#active = this.list().filter(({ active }) => active);
    return existed;
  }

  #put(subscription: Subscription): void {
    this.#byId.set(subscription.id, subscription);
    this.#active = this.list().filter(({ active }) => active);
  }

  #check(
    { eventType, url, headers, secret, signature, description = '' }: Subscription,
    eventTypes: readonly string[],
  ): void {
    if (!eventTypes.includes(eventType))
      throw new WebhookError(
        'INVALID',
        `There is no event ${JSON.stringify(eventType.slice(0, 200))}. There are ${eventTypes.slice(0, 50).join(', ')}.`,
        '/event_type',
      );
    if (description.length > MAX_DESCRIPTION)
      throw new WebhookError('INVALID', `A description has up to ${MAX_DESCRIPTION} characters.`, '/description');
    checkHeaders(headers);
    const problem = secretProblem(secret, signature);
    if (problem !== undefined) throw new WebhookError('INVALID', problem, '/secret');
    this.#targets.check(url);
  }
}

function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}
