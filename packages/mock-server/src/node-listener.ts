import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { LoggedMessage } from '@mockloop/log-store';
import { type Answer, bodySize, isBodiless } from './answer.ts';
import { sendFault } from './delivery/send-fault.ts';
import { BodyTooLargeError, type MockRequest } from './mock-request.ts';

export interface NodeListenerOptions {
  /** Larger bodies are not read to their end. */
  readonly maxBodyBytes: number;
}

/**
 * Answers the requests of a `node:http` server. A request that has a body is handled once all of it is there, so that
 * nothing after that has to wait; one that its client breaks off is forgotten.
 */
export function createNodeListener(
  handle: (request: MockRequest) => Answer | Promise<Answer>,
  { maxBodyBytes }: NodeListenerOptions,
): RequestListener {
  return (incoming, outgoing) => {
    const request = new NodeRequest(incoming, outgoing);
    if (request.hasBody) request.read(maxBodyBytes, () => respond(handle(request), incoming, outgoing));
    else respond(handle(request), incoming, outgoing);
  };
}

function respond(answer: Answer | Promise<Answer>, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (!(answer instanceof Promise)) {
    sendSafely(answer, incoming, outgoing);
    return;
  }
  answer.then(
    (value) => sendSafely(value, incoming, outgoing),
    () => outgoing.destroy(),
  );
}

/** Node refuses some fields by throwing: whatever a document says, the server goes on. */
function sendSafely(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  try {
    send(answer, incoming, outgoing);
  } catch {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(500, { connection: 'close', 'content-length': 0 }).end();
  }
}

function send(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (outgoing.destroyed) return;
  const { status, headers, body, fault, size = bodySize(body) } = answer;
  // What is left of a body would be taken for the next request of the connection.
  if (!incoming.complete && announcesBody(incoming)) outgoing.shouldKeepAlive = false;
  if (fault !== undefined) {
    sendFault(fault, answer, outgoing);
    return;
  }
  if (isBodiless(status)) {
    outgoing.writeHead(status, [...headers]).end();
    return;
  }
  outgoing.writeHead(status, [...headers, 'content-length', String(size)]);
  if (body === undefined || incoming.method === 'HEAD') outgoing.end();
  // A text of ASCII leaves in one piece with its header, and the fastest so.
  else if (typeof body === 'string') outgoing.end(body, size === body.length ? 'latin1' : 'utf8');
  else outgoing.end(body);
}

class NodeRequest implements MockRequest {
  readonly time = Date.now();
  readonly start = performance.now();
  readonly method: string;
  path: string;
  prefix = '';
  readonly query: string;
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  #body: Uint8Array | undefined;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.method = incoming.method ?? 'GET';
    const target = originForm(incoming.url ?? '/');
    const mark = target.indexOf('?');
    this.path = mark === -1 ? target : target.slice(0, mark);
    this.query = mark === -1 ? '' : target.slice(mark + 1);
  }

  get origin(): string {
    return `http://${this.#incoming.headers.host ?? 'localhost'}`;
  }

  get client(): string | undefined {
    return this.#incoming.socket.remoteAddress;
  }

  /** Made when it is asked for: hardly any request is. */
  get signal(): AbortSignal {
    const controller = new AbortController();
    this.#outgoing.once('close', () => controller.abort());
    return controller.signal;
  }

  get hasBody(): boolean {
    return announcesBody(this.#incoming);
  }

  header(name: string): string | undefined {
    const { headers } = this.#incoming;
    // Every object has a `constructor`.
    const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
    return Array.isArray(value) ? value.join(', ') : value;
  }

  headers(): LoggedMessage['headers'] {
    const { rawHeaders } = this.#incoming;
    const pairs: [string, string][] = [];
    for (let index = 0; index < rawHeaders.length; index += 2) {
      pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
    }
    return pairs;
  }

  body(limit: number): Uint8Array {
    if (this.#body === undefined || this.#body.length > limit) throw new BodyTooLargeError(limit);
    return this.#body;
  }

  /** Reads the body and then goes on; at once when it is larger than `limit` bytes, and never when the client leaves. */
  read(limit: number, done: () => void): void {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      this.#incoming.off('data', take).off('end', finish).pause();
      done();
    };
    const finish = (): void => {
      this.#body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
      done();
    };
    this.#incoming.on('data', take).on('end', finish);
  }
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** The absolute form that proxies are sent (RFC 9112 §3.2.2), without its scheme and authority. */
function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  const match = /^https?:\/\/[^/?#]*(.*)$/i.exec(target);
  const rest = match?.[1] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}
