import { createSchemas } from '@mockloop/schema';
import type { ApiDocument, WebhookEntry } from '@mockloop/spec-parser';
import { DATA_EVENTS } from './data-event.ts';
import { documentWebhooks } from './document-webhooks.ts';
import { type EventContext, type EventMessage, type EventOccasion, writeEventMessage } from './event-message.ts';
import { type OperationEvent, operationEvents } from './operation-events.ts';
import { EVERY_EVENT } from './subscriptions.ts';

export interface EventCatalogOptions {
  readonly document: ApiDocument;
  readonly seed: string;
  readonly map: Readonly<Record<string, readonly string[]>>;
  readonly onProblem: (message: string) => void;
}

/** The events of one document. */
export class EventCatalog {
  /** Those that happen, the document's own first. */
  readonly eventTypes: readonly string[];
  readonly #options: EventCatalogOptions;
  readonly #webhooks: ReadonlyMap<string, readonly WebhookEntry[]>;
  readonly #context: EventContext;
  #byOperation: ReadonlyMap<string, readonly OperationEvent[]> | undefined;

  constructor(options: EventCatalogOptions) {
    const { document, seed } = options;
    this.#options = options;
    this.#webhooks = documentWebhooks(document);
    this.#context = { document, seed, schemas: createSchemas({ source: (uri) => document.schema(uri) }) };
    this.eventTypes = [...new Set([...this.#webhooks.keys(), ...DATA_EVENTS])];
  }

  get document(): ApiDocument {
    return this.#options.document;
  }

  /** What one can subscribe to. */
  get subscribable(): readonly string[] {
    return [...this.eventTypes, EVERY_EVENT];
  }

  /** The webhooks that an operation fires, by its key. */
  eventsOf(key: string): readonly OperationEvent[] {
    this.#byOperation ??= operationEvents({ ...this.#options, webhooks: this.#webhooks });
    return this.#byOperation.get(key) ?? [];
  }

  /** The webhook of this name; the first where it has several methods. */
  webhook(eventType: string): WebhookEntry | undefined {
    return this.#webhooks.get(eventType)?.[0];
  }

  /** @throws {SchemaError | SpecError} when the document gives no valid body. */
  write(entry: WebhookEntry, occasion: EventOccasion): EventMessage {
    return writeEventMessage(entry, this.#context, occasion);
  }
}
