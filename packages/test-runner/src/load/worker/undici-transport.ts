import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import type { LoadErrorKind } from '../load-result.ts';
import type { WorkerPlan } from '../worker-plan.ts';
import type { Exchange, ExchangeObserver, Transport } from './exchange.ts';
import { isLocalLimit } from './local-limit.ts';

/** A request that undici has under way; without a controller as long as it waits for a connection. */
interface Call {
  readonly exchange: Exchange;
  controller?: Dispatcher.DispatchController;
  status: number;
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const MALFORMED = /^(?:HPE_|UND_ERR_(?:RES_|HEADERS_OVERFLOW|RESPONSE))/;

/** Sends over TLS and HTTP/2, where a raw socket does not do. */
export class UndiciTransport implements Transport {
  reads = 0;
  localLimit: string | undefined;
  readonly #plan: WorkerPlan;
  readonly #observer: ExchangeObserver;
  readonly #agent: Agent;
  readonly #calls = new Set<Call>();
  readonly #sweep: NodeJS.Timeout;

  constructor(plan: WorkerPlan, observer: ExchangeObserver) {
    this.#plan = plan;
    this.#observer = observer;
    this.#agent = agentOf(plan);
    this.#sweep = setInterval(() => this.#timeOut(), Math.min(100, plan.timeoutMs / 4));
  }

  send(exchange: Exchange): void {
    const request = this.#plan.requests[exchange.request];
    if (request === undefined) throw new RangeError(`There is no request ${exchange.request}`);
    const call: Call = { exchange, status: 0 };
    exchange.dispatchedAt = performance.now();
    this.#calls.add(call);
    this.#observer.dispatched(exchange);
    this.#agent.dispatch(
      {
        origin: this.#plan.origin,
        path: request.target,
        method: request.method,
        headers: request.headers.flat(),
        ...(request.body !== undefined && { body: request.body }),
      },
      this.#handlerOf(call),
    );
  }

  close(): void {
    clearInterval(this.#sweep);
    this.#calls.clear();
    void this.#agent.destroy();
  }

  #handlerOf(call: Call): Dispatcher.DispatchHandler {
    return {
      onRequestStart: (controller) => {
        call.controller = controller;
        if (!this.#calls.has(call)) controller.abort(new Error('It was given up before it began'));
      },
      onResponseStart: (_, status) => {
        call.status = status;
      },
      onResponseData: () => {
        this.reads++;
      },
      onResponseEnd: () => {
        if (this.#settle(call)) this.#observer.answered(call.exchange, call.status);
      },
      onResponseError: (_, error: NodeJS.ErrnoException) => {
        if (isLocalLimit(error.code)) this.localLimit = error.code;
        if (this.#settle(call)) this.#observer.failed(call.exchange, kindOf(call, error.code ?? ''));
      },
    };
  }

  #settle(call: Call): boolean {
    this.reads++;
    return this.#calls.delete(call);
  }

  #timeOut(): void {
    const since = performance.now() - this.#plan.timeoutMs;
    for (const call of this.#calls) {
      if (call.exchange.dispatchedAt >= since) break;
      this.#settle(call);
      call.controller?.abort(new Error('The answer took too long'));
      this.#observer.failed(call.exchange, call.controller === undefined ? 'connect' : 'timeout');
    }
  }
}

function agentOf(plan: WorkerPlan): Agent {
  return new Agent({
    allowH2: plan.http2,
    connections: plan.maxConnections,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: plan.timeoutMs,
      lookup: lookupOf(plan.address),
      ...(plan.ca !== undefined && { ca: plan.ca }),
    },
  });
}

/** Always the address that was found at the start. */
function lookupOf(address: string): LookupFunction {
  const family = address.includes(':') ? 6 : 4;
  return (_, { all }, callback) => {
    if (all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

function kindOf({ controller }: Call, code: string): LoadErrorKind {
  if (MALFORMED.test(code)) return 'malformed';
  if (controller !== undefined) return 'reset';
  return UNREACHABLE.has(code) || isLocalLimit(code) ? 'connect' : 'tls';
}
