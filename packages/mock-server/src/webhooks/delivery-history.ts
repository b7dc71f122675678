import type { Delivery, HistoryFilter, HistoryPage } from './webhooks.ts';

const MAX_DELIVERIES = 1_000;

/** The latest deliveries. Those that are still to end are forgotten like all others when there are too many. */
export class DeliveryHistory {
  readonly #byId = new Map<string, Delivery>();

  add(delivery: Delivery): void {
    this.#byId.set(delivery.id, delivery);
    const [oldest] = this.#byId.keys();
    if (this.#byId.size > MAX_DELIVERIES && oldest !== undefined) this.#byId.delete(oldest);
  }

  /** Where it is still known. */
  replace(delivery: Delivery): void {
    if (this.#byId.has(delivery.id)) this.#byId.set(delivery.id, delivery);
  }

  page({ webhookId, status, world, limit = 50, offset = 0 }: HistoryFilter = {}): HistoryPage {
    const matching = [...this.#byId.values()].filter(
      (delivery) =>
        (webhookId === undefined || delivery.webhookId === webhookId) &&
        (status === undefined || delivery.status === status) &&
        (world === undefined || delivery.world === world),
    );
    return { deliveries: matching.reverse().slice(offset, offset + limit), total: matching.length };
  }
}
