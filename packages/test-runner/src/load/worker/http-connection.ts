import { connect, type Socket } from 'node:net';
import type { LoadErrorKind } from '../load-result.ts';
import type { Exchange } from './exchange.ts';
import { ResponseReader } from './response-reader.ts';

/** Whom a connection tells what became of it. */
export interface ConnectionOwner {
  readonly host: string;
  readonly port: number;
  /** Read into by all connections of a thread: what was read is used up before the next read. */
  readonly buffer: Buffer;
  onAnswer(connection: HttpConnection, exchange: Exchange, status: number): void;
  onFailure(exchange: Exchange, kind: LoadErrorKind): void;
  onClose(connection: HttpConnection, code: string | undefined): void;
}

/** A connection over which one HTTP/1.1 request at a time is sent. Bodies of answers are thrown away. */
export class HttpConnection {
  readonly #owner: ConnectionOwner;
  readonly #socket: Socket;
  readonly #reader = new ResponseReader();
  #exchange: Exchange | undefined;
  #connected = false;
  #errorCode: string | undefined;
  /** When its last answer came, in milliseconds of `performance.now()`. */
  idleSince = 0;

  constructor(owner: ConnectionOwner) {
    this.#owner = owner;
    const { host, port, buffer } = owner;
    const callback = (size: number): boolean => this.#read(buffer.subarray(0, size));
    this.#socket = connect({ host, port, noDelay: true, onread: { buffer, callback } });
    this.#socket.once('connect', () => {
      this.#connected = true;
    });
    this.#socket.once('end', () => this.#end());
    this.#socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#errorCode = error.code;
    });
    this.#socket.once('close', () => this.#close());
  }

  get exchange(): Exchange | undefined {
    return this.#exchange;
  }

  get dead(): boolean {
    return this.#socket.destroyed;
  }

  /** For how long the server keeps the connection without a request, when it says so. */
  get keepAliveMs(): number | undefined {
    return this.#reader.framing?.keepAliveMs;
  }

  send(exchange: Exchange, message: Uint8Array, toHead: boolean): void {
    this.#exchange = exchange;
    this.#reader.begin(toHead);
    this.#socket.write(message);
  }

  /** Gives up the request that is under way, if any. */
  timeOut(): void {
    this.#fail(this.#connected ? 'timeout' : 'connect');
  }

  destroy(): void {
    this.#exchange = undefined;
    this.#socket.destroy();
  }

  #read(data: Buffer): boolean {
    // What comes unasked, e.g. 408 before the connection ends, answers no request.
    const reading = this.#exchange === undefined ? 'malformed' : this.#reader.read(data);
    if (reading === 'malformed') this.#fail('malformed');
    else if (reading === 'done') this.#answer();
    return true;
  }

  #answer(): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    // An answer that came before its request was sent whole leaves a rest that the server may not want.
    if (!this.#reader.reusable || this.#socket.writableLength > 0) this.#socket.destroy();
    if (exchange !== undefined) this.#owner.onAnswer(this, exchange, this.#reader.framing?.status ?? 0);
  }

  #end(): void {
    if (this.#exchange === undefined) return;
    if (this.#reader.end() === 'done') this.#answer();
    else this.#fail(this.#reader.started ? 'malformed' : 'reset');
  }

  #fail(kind: LoadErrorKind): void {
    const exchange = this.#exchange;
    this.destroy();
    if (exchange !== undefined) this.#owner.onFailure(exchange, kind);
  }

  #close(): void {
    if (this.#errorCode === undefined) this.#end();
    else this.#fail(this.#connected ? 'reset' : 'connect');
    this.#owner.onClose(this, this.#connected ? undefined : this.#errorCode);
  }
}
