import type { LoadErrorKind } from '../load-result.ts';
import type { Exchange, ExchangeObserver, Transport } from './exchange.ts';
import { type ConnectionOwner, HttpConnection } from './http-connection.ts';
import { isLocalLimit } from './local-limit.ts';

/** A request as it goes over the wire. */
export interface WireMessage {
  readonly bytes: Uint8Array;
  readonly toHead: boolean;
}

export interface SocketPoolOptions {
  readonly host: string;
  readonly port: number;
  readonly messages: readonly WireMessage[];
  readonly maxConnections: number;
  readonly timeoutMs: number;
  readonly observer: ExchangeObserver;
}

const BUFFER_BYTES = 64 * 1024;
/** Many servers end a connection after five seconds without a request: one that is sent just then would be lost. */
const IDLE_MS = 4000;

/** Sends over raw sockets, each request over a connection that no other one uses meanwhile. */
export class SocketPool implements Transport, ConnectionOwner {
  readonly host: string;
  readonly port: number;
  readonly buffer: Buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  reads = 0;
  localLimit: string | undefined;
  readonly #options: SocketPoolOptions;
  readonly #all = new Set<HttpConnection>();
  /** The one used last is at the end, and used next: the others may go idle. */
  readonly #idle: HttpConnection[] = [];
  #waiting: Exchange[] = [];
  /** Where `#waiting` begins: taking from the front of a long array is slow. */
  #firstWaiting = 0;
  readonly #sweep: NodeJS.Timeout;

  constructor(options: SocketPoolOptions) {
    this.#options = options;
    this.host = options.host;
    this.port = options.port;
    this.#sweep = setInterval(() => this.#timeOut(), Math.min(100, options.timeoutMs / 4));
  }

  send(exchange: Exchange): void {
    const connection = this.#takeIdle() ?? this.#open();
    if (connection === undefined) this.#waiting.push(exchange);
    else this.#sendOver(connection, exchange);
  }

  close(): void {
    clearInterval(this.#sweep);
    this.#waiting = [];
    this.#firstWaiting = 0;
    for (const connection of this.#all) connection.destroy();
  }

  onAnswer(connection: HttpConnection, exchange: Exchange, status: number): void {
    this.reads++;
    // Before the answer is told, which may send the next request.
    if (!connection.dead) {
      connection.idleSince = performance.now();
      this.#idle.push(connection);
    }
    this.#options.observer.answered(exchange, status);
    if (this.#idle.length > 0) this.#sendWaiting();
  }

  onFailure(exchange: Exchange, kind: LoadErrorKind): void {
    this.reads++;
    this.#options.observer.failed(exchange, kind);
  }

  onClose(connection: HttpConnection, code: string | undefined): void {
    this.#all.delete(connection);
    if (isLocalLimit(code)) this.localLimit = code;
    this.#sendWaiting();
  }

  #takeIdle(): HttpConnection | undefined {
    const now = performance.now();
    for (let connection = this.#idle.pop(); connection !== undefined; connection = this.#idle.pop()) {
      if (!connection.dead && now - connection.idleSince < idleLimitMs(connection)) return connection;
      connection.destroy();
    }
    return undefined;
  }

  #open(): HttpConnection | undefined {
    if (this.#all.size >= this.#options.maxConnections) return undefined;
    const connection = new HttpConnection(this);
    this.#all.add(connection);
    return connection;
  }

  #sendOver(connection: HttpConnection, exchange: Exchange): void {
    const message = this.#options.messages[exchange.request];
    if (message === undefined) throw new RangeError(`There is no request ${exchange.request}`);
    exchange.dispatchedAt = performance.now();
    connection.send(exchange, message.bytes, message.toHead);
    this.#options.observer.dispatched(exchange);
  }

  #sendWaiting(): void {
    const next = this.#takeWaiting();
    if (next !== undefined) this.send(next);
  }

  #takeWaiting(): Exchange | undefined {
    const exchange = this.#waiting[this.#firstWaiting];
    if (exchange === undefined) return undefined;
    this.#firstWaiting++;
    if (this.#firstWaiting === this.#waiting.length || this.#firstWaiting > 10_000) {
      this.#waiting = this.#waiting.slice(this.#firstWaiting);
      this.#firstWaiting = 0;
    }
    return exchange;
  }

  #timeOut(): void {
    const since = performance.now() - this.#options.timeoutMs;
    for (const connection of this.#all) {
      if (connection.exchange !== undefined && connection.exchange.dispatchedAt < since) connection.timeOut();
    }
    while ((this.#waiting[this.#firstWaiting]?.intendedAt ?? Number.POSITIVE_INFINITY) < since) {
      const late = this.#takeWaiting();
      if (late !== undefined) this.#options.observer.dropped(late);
    }
  }
}

/** A second less than the server says, and half of what is hardly more. */
function idleLimitMs({ keepAliveMs }: HttpConnection): number {
  if (keepAliveMs === undefined) return IDLE_MS;
  return Math.min(IDLE_MS, Math.max(keepAliveMs - 1000, keepAliveMs / 2));
}
