import { setTimeout as delay } from 'node:timers/promises';
import type { TestExchange } from '../model/exchange.ts';
import type { TestRequest } from '../model/test-request.ts';
import type { HttpClient } from '../target/http-client.ts';
import type { RunState } from './create-view.ts';
import type { Ledger } from './ledger.ts';
import type { SendOptions } from './probe.ts';
import type { RunBudget } from './run-budget.ts';
import { isThrottled, waitFor } from './throttling.ts';

export interface TransportOptions {
  readonly client: HttpClient;
  readonly budget: RunBudget;
  readonly ledger: Ledger;
  readonly state: RunState;
  readonly timeoutMs: number;
  /** Ends the run: at its time limit too. */
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/** What came of a request, and whether it says anything about the server's quality. */
export interface Sent {
  readonly exchange: TestExchange;
  /** The server was busy or out of order: no evidence of anything. */
  readonly isEnvironment: boolean;
}

const DEFAULT_MAX_BODY_BYTES = 8 * 1024 * 1024;

/** The one way by which a run sends requests: counted, paused where the server asks for it, as somebody. */
export class Transport {
  readonly #options: TransportOptions;
  #gate: Promise<void> | undefined;
  /** Told of each 401 that somebody got who had credentials. It says whether they were renewed. */
  onUnauthorized: ((exchange: TestExchange) => Promise<boolean>) | undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** @throws {RunOverError} where nothing may be sent any more; what the signal says once it is aborted. */
  async send(request: TestRequest, options: SendOptions = {}): Promise<Sent> {
    await this.#gate;
    return this.#sendThrough(request, options);
  }

  async #sendThrough(request: TestRequest, options: SendOptions): Promise<Sent> {
    const first = await this.#sendOnce(request, options);
    if (options.asItIs === true) return { exchange: first, isEnvironment: false };
    if (isThrottled(first)) return this.#sendLater(first, options);
    const isRenewed = first.response?.status === 401 && (await this.onUnauthorized?.(first));
    return { exchange: isRenewed ? await this.#sendOnce(request, options) : first, isEnvironment: false };
  }

  /** Lets nobody else send anything until `work` is done; what is under way is not ended. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    try {
      return await work();
    } finally {
      this.#gate = undefined;
      resolve();
    }
  }

  /** The same past the gate: for the work that `alone` is done for. */
  get ungated(): Pick<Transport, 'send'> {
    return { send: (request, options = {}) => this.#sendThrough(request, options) };
  }

  /** Past the gate, and as it is. */
  async sendOnce(request: TestRequest, options: SendOptions = {}): Promise<TestExchange> {
    return this.#sendOnce(request, options);
  }

  async #sendLater(first: TestExchange, options: SendOptions): Promise<Sent> {
    const { now, signal, ledger } = this.#options;
    const wait = waitFor(first, now());
    ledger.warn(
      'throttled',
      wait === undefined
        ? 'The server asked for longer pauses than a run can make (429 or 503 with Retry-After). What it refused is not tested.'
        : 'The server refused requests for a while (429 or 503). The run waited, and sent them again.',
      options.operation ?? undefined,
    );
    if (wait === undefined) return { exchange: first, isEnvironment: true };
    await delay(wait, undefined, { signal });
    const second = await this.#sendOnce(first.request, options);
    return { exchange: second, isEnvironment: isThrottled(second) };
  }

  async #sendOnce(request: TestRequest, options: SendOptions): Promise<TestExchange> {
    const { client, budget, ledger, state, signal } = this.#options;
    const identity = state.identities.get(request.identity);
    if (identity === undefined) throw new TypeError(`There is no identity ${JSON.stringify(request.identity)}`);
    signal.throwIfAborted();
    budget.take();
    const exchange = await client.exchange(request, {
      identity,
      signal,
      timeoutMs: options.timeoutMs ?? this.#options.timeoutMs,
      maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
    });
    ledger.noteExchange(exchange, options.operation ?? undefined);
    return exchange;
  }
}
