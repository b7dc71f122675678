import { createHash } from 'node:crypto';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { Exchange } from '../exchange.ts';
import type { PlannedAnswer } from '../response-plan.ts';
import type { Schedule } from './delivery-queue.ts';
import { secretProblem } from './sign-delivery.ts';
import { createTargets, type TargetsOptions } from './targets.ts';
import type { WebhookCenter, WebhookCenterOptions } from './webhook-center.ts';
import type { WebhookSettings, Webhooks } from './webhooks.ts';

export interface WebhooksOptions extends Pick<TargetsOptions, 'own' | 'lookup'> {
  readonly document: ApiDocument;
  /** `seed`: what identifiers, jitter and bodies are drawn from. */
  readonly settings: WebhookSettings & { readonly seed: string };
  /** Sends deliveries in place of connections of the mock's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Default: timers that do not keep the process alive. */
  readonly schedule?: Schedule | undefined;
  /** Told of deliveries that cannot be made, and of names in `map` that the document does not have. */
  readonly onProblem?: ((message: string) => void) | undefined;
}

/**
 * The callbacks and webhooks of a mock. What they need is loaded when something is first registered or fired.
 *
 * @throws {TypeError} naming a setting that is not valid.
 */
export function createWebhooks(options: WebhooksOptions): Webhooks {
  return new LazyWebhooks(options);
}

class LazyWebhooks implements Webhooks {
  readonly callbackSecret: string | undefined;
  readonly #options: WebhookCenterOptions;
  #document: ApiDocument;
  #center: WebhookCenter | undefined;
  #loading: Promise<WebhookCenter> | undefined;
  #closed = false;

  constructor(options: WebhooksOptions) {
    this.#options = resolve(options);
    this.#document = options.document;
    this.callbackSecret = options.settings.secret === undefined ? this.#options.callbackSecret : undefined;
  }

  afterAnswer(compiled: CompiledOperation, exchange: Exchange, answered: PlannedAnswer): void {
    const { status } = answered.answer;
    if (status < 200 || status >= 300 || this.#closed) return;
    if (compiled.operation.callbacks.length === 0 && this.#center?.hasActive !== true) return;
    const fired = this.#center?.fire(compiled, exchange, answered) ?? this.#fireFirst(compiled, exchange, answered);
    fired.catch((error: unknown) => {
      this.#options.onProblem(`${compiled.operation.key}: nothing could be fired: ${String(error)}`);
    });
  }

  async #fireFirst(...event: Parameters<WebhookCenter['fire']>): Promise<void> {
    await (await this.#load()).fire(...event);
  }

  use(document: ApiDocument): void {
    this.#document = document;
    this.#center?.use(document);
  }

  async eventTypes(): ReturnType<Webhooks['eventTypes']> {
    return (await this.#load()).eventTypes;
  }

  async register(...request: Parameters<Webhooks['register']>): ReturnType<Webhooks['register']> {
    return (await this.#load()).register(...request);
  }

  async update(...changes: Parameters<Webhooks['update']>): ReturnType<Webhooks['update']> {
    return (await this.#load()).update(...changes);
  }

  async list(): ReturnType<Webhooks['list']> {
    return this.#center?.list() ?? [];
  }

  async get(id: string): ReturnType<Webhooks['get']> {
    return this.#center?.get(id);
  }

  async remove(id: string): Promise<boolean> {
    return this.#center?.remove(id) ?? false;
  }

  async test(id: string, eventType?: string): ReturnType<Webhooks['test']> {
    return this.#center?.test(id, eventType);
  }

  async history(filter?: Parameters<Webhooks['history']>[0]): ReturnType<Webhooks['history']> {
    return this.#center?.history(filter) ?? { deliveries: [], total: 0 };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await (await this.#loading)?.close();
  }

  #load(): Promise<WebhookCenter> {
    this.#loading ??= import('./webhook-center.ts').then(({ WebhookCenter: Center }) => {
      this.#center = new Center({ ...this.#options, document: this.#document });
      return this.#center;
    });
    return this.#loading;
  }
}

/** A setting's bounds: what is more would keep deliveries in memory for too long. */
const LIMITS = { maxTries: 20, timeoutMs: 600_000, retryDelayMs: 600_000 };

function resolve(options: WebhooksOptions): WebhookCenterOptions {
  const { settings, document, fetch, now = Date.now, schedule = setTimer, onProblem = () => {} } = options;
  const { seed, allow, map = {}, secret, maxTries = 5, timeoutMs = 10_000, retryDelayMs = 1_000 } = settings;
  const numbers = { maxTries, timeoutMs, retryDelayMs };
  for (const [name, most] of Object.entries(LIMITS)) {
    const value = numbers[name as keyof typeof numbers];
    if (!Number.isSafeInteger(value) || value < 1 || value > most)
      throw new TypeError(`webhooks.${name} is a whole number from 1 to ${most}, not ${value}`);
  }
  const problem = secret === undefined ? undefined : secretProblem(secret, 'standard');
  if (problem !== undefined) throw new TypeError(`webhooks.secret: ${problem}`);
  const targets = createTargets({ allow, own: options.own, lookup: options.lookup });
  const callbackSecret = secret ?? seededSecret(seed);
  const report = reportOnce(onProblem);
  return { document, targets, seed, map, callbackSecret, ...numbers, now, schedule, fetch, onProblem: report };
}

const MAX_REPORTED = 1_000;

/** Clients choose the URLs of callbacks: of problems with those, no more than so many are told of. */
function reportOnce(report: (message: string) => void): (message: string) => void {
  const reported = new Set<string>();
  return (message) => {
    if (reported.has(message) || reported.size >= MAX_REPORTED) return;
    reported.add(message);
    report(message);
  };
}

/** The same seed gives the same secret, which receivers can so be set up with. */
function seededSecret(seed: string): string {
  return `whsec_${createHash('sha256').update(`callbacks:${seed}`).digest().subarray(0, 24).toString('base64')}`;
}

function setTimer(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs).unref();
  return () => clearTimeout(timer);
}
