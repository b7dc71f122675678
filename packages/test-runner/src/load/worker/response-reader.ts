import { ChunkedBody } from './chunked-body.ts';
import { type Framing, readFraming } from './http-framing.ts';

const HEAD_END = Buffer.from('\r\n\r\n');
const MAX_HEAD_BYTES = 64 * 1024;
const MAX_INTERIM_RESPONSES = 20;

export type Reading = 'more' | 'done' | 'malformed';

/** The heads of one server are mostly alike: what the last one said is kept. */
let lastHead = '';
let lastFraming: Framing | undefined;

/**
 * Finds the end of one response after the other on a connection (RFC 9112), keeping nothing but an incomplete head. Data
 * beyond the end of a response is malformed: no second request is sent before the first is answered.
 */
export class ResponseReader {
  /** Of the response that was read last. */
  framing: Framing | undefined;
  /** Something of the response has been read. */
  started = false;
  readonly #chunks = new ChunkedBody();
  #head: Buffer | undefined;
  #toHead = false;
  #bodyless = false;
  #interim = 0;
  #remaining = 0;

  /** @param toHead The request's method is HEAD: its response has no body, whatever its head says. */
  begin(toHead: boolean): void {
    this.framing = undefined;
    this.started = false;
    this.#head = undefined;
    this.#toHead = toHead;
    this.#interim = 0;
  }

  read(data: Buffer): Reading {
    this.started = true;
    return this.framing === undefined ? this.#readHead(data) : this.#readBody(data, 0);
  }

  /** The connection serves another request after the response that was read last. */
  get reusable(): boolean {
    return this.framing?.keepAlive === true && (this.#bodyless || this.framing.body !== 'close');
  }

  /** The server has ended the connection. */
  end(): Reading {
    return this.framing?.body === 'close' ? 'done' : 'malformed';
  }

  #readHead(data: Buffer): Reading {
    const all = this.#head === undefined ? data : Buffer.concat([this.#head, data]);
    this.#head = undefined;
    let start = 0;
    while (start < all.length) {
      const end = all.indexOf(HEAD_END, start);
      if (end < 0) return this.#keepHead(all.subarray(start));
      const framing = framingOf(all.toString('latin1', start, end));
      start = end + HEAD_END.length;
      if (framing === undefined || framing.status === 101) return 'malformed';
      if (framing.status >= 200) return this.#startBody(framing, all, start);
      if (++this.#interim > MAX_INTERIM_RESPONSES) return 'malformed';
    }
    return 'more';
  }

  #keepHead(part: Buffer): Reading {
    if (part.length > MAX_HEAD_BYTES) return 'malformed';
    // A copy: the buffer is read into again.
    this.#head = Buffer.from(part);
    return 'more';
  }

  #startBody(framing: Framing, data: Buffer, start: number): Reading {
    const { status, body } = framing;
    this.framing = framing;
    this.#bodyless = this.#toHead || status === 204 || status === 304;
    if (this.#bodyless) return start === data.length ? 'done' : 'malformed';
    if (body === 'chunked') this.#chunks.reset();
    else if (body !== 'close') this.#remaining = body;
    return this.#readBody(data, start);
  }

  #readBody(data: Buffer, start: number): Reading {
    const body = this.framing?.body;
    if (body === undefined || body === 'close') return 'more';
    if (body === 'chunked') {
      const end = this.#chunks.read(data, start);
      return this.#chunks.state === 'done' && end < data.length ? 'malformed' : this.#chunks.state;
    }
    this.#remaining -= data.length - start;
    if (this.#remaining < 0) return 'malformed';
    return this.#remaining === 0 ? 'done' : 'more';
  }
}

function framingOf(head: string): Framing | undefined {
  if (head !== lastHead) {
    lastFraming = readFraming(head);
    lastHead = head;
  }
  return lastFraming;
}
