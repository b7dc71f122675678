import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { LoggedMessage } from '@mockloop/log-store';
import { type Answer, bodySize } from './answer.ts';
import { BodyTooLargeError, type MockRequest, RequestAbortedError } from './mock-request.ts';

/** Answers the requests of a `node:http` server. What `handle` rejects with closes the connection. */
export function createNodeListener(handle: (request: MockRequest) => Answer | Promise<Answer>): RequestListener {
  return (incoming, outgoing) => {
    const answer = handle(new NodeRequest(incoming));
    if (!(answer instanceof Promise)) {
      send(answer, incoming, outgoing);
      return;
    }
    answer.then(
      (value) => send(value, incoming, outgoing),
      () => outgoing.destroy(),
    );
  };
}

function send(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (outgoing.destroyed) return;
  const { status, headers, body } = answer;
  const hasNoBody = status === 204 || status === 304;
  // A body that nobody read would be taken for the next request of the connection.
  if (!incoming.complete && !incoming.readableEnded && hasUnreadBody(incoming)) outgoing.shouldKeepAlive = false;
  outgoing.writeHead(status, hasNoBody ? [...headers] : [...headers, 'content-length', String(bodySize(body))]);
  outgoing.end(hasNoBody || incoming.method === 'HEAD' ? undefined : body);
}

function hasUnreadBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

class NodeRequest implements MockRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly #incoming: IncomingMessage;

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming;
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

  get hasBody(): boolean {
    return hasUnreadBody(this.#incoming);
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  headers(): LoggedMessage['headers'] {
    const { rawHeaders } = this.#incoming;
    const pairs: [string, string][] = [];
    for (let index = 0; index < rawHeaders.length; index += 2)
      pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
    return pairs;
  }

  body(limit: number): Promise<Uint8Array> {
    const incoming = this.#incoming;
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= limit) chunks.push(chunk);
        else {
          incoming.pause();
          reject(new BodyTooLargeError(limit));
        }
      });
      incoming.on('end', () =>
        resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
      );
      incoming.on('error', reject);
      incoming.on('close', () => {
        if (!incoming.readableEnded) reject(new RequestAbortedError());
      });
    });
  }
}

/** The absolute form that proxies are sent (RFC 9112 §3.2.2), without its scheme and authority. */
function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  const match = /^https?:\/\/[^/?#]*(.*)$/i.exec(target);
  const rest = match?.[1] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}
