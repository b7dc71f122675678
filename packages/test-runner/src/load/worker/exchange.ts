import type { LoadErrorKind } from '../load-result.ts';

/** A request on its way. Times are in milliseconds of `performance.now()`. */
export interface Exchange {
  /** Index of the request that is sent. */
  readonly request: number;
  readonly operation: number;
  /** -1: the warm-up, which counts for nothing. */
  readonly stage: number;
  /** In the closed model, who waits for the answer. */
  readonly user: number;
  readonly intendedAt: number;
  /** When it was handed to a connection. */
  dispatchedAt: number;
}

/** Told about each exchange, once it is sent and once it has ended. */
export interface ExchangeObserver {
  dispatched(exchange: Exchange): void;
  answered(exchange: Exchange, status: number): void;
  failed(exchange: Exchange, kind: LoadErrorKind): void;
  /** It was never sent: no connection became free in time. */
  dropped(exchange: Exchange): void;
}

/** Sends requests, and watches their timeouts. */
export interface Transport {
  send(exchange: Exchange): void;
  /** Gives up everything under way, without a word to the observer. */
  close(): void;
  /** Changes whenever something is read. */
  readonly reads: number;
  /** The code of the error by which this machine has refused a socket. */
  readonly localLimit: string | undefined;
}
