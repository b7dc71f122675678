import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call, Reply } from './call.ts';
import { Problem } from './problem.ts';

const MAX_BODY_BYTES = 1_000_000;

export interface ServeOptions {
  readonly port: number;
  readonly answer: (request: Omit<Call, 'params'>) => Promise<Reply>;
  /** Members and fields that every answer gets. */
  readonly decorate?: (reply: Reply, request: IncomingMessage) => Reply;
  /** What a client is told of an error that nobody expected. */
  readonly explain?: (error: Error) => string;
}

export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves an API on loopback. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { decorate = (reply) => reply } = options;
  const server = createServer((request, response) => {
    replyTo(request, options)
      .then((reply) => send(decorate(reply, request), request, response))
      .catch(() => response.destroy());
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function replyTo(request: IncomingMessage, options: ServeOptions): Promise<Reply> {
  try {
    const body = await readBody(request);
    const target = request.url ?? '/';
    const start = target.includes('?') ? target.indexOf('?') : target.length;
    const path = target.slice(0, start);
    const query = new URLSearchParams(target.slice(start + 1));
    return await options.answer({ method: request.method ?? 'GET', path, query, headers: request.headers, body });
  } catch (error) {
    return problemReply(error, options);
  }
}

function problemReply(error: unknown, { explain }: ServeOptions): Reply {
  const cause = error instanceof Error ? error : new Error(String(error));
  const status = error instanceof Problem ? error.status : 500;
  const errors = error instanceof Problem && error.errors.length > 0 ? { errors: error.errors } : {};
  const detail = explain?.(cause) ?? (error instanceof Problem ? error.message : 'Something went wrong');
  const headers = { 'content-type': 'application/problem+json', ...(error instanceof Problem ? error.headers : {}) };
  return { status, headers, text: JSON.stringify({ title: title(status), status, detail, ...errors }) };
}

function title(status: number): string {
  return status >= 500 ? 'Failed' : 'Refused';
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Problem(413, 'The body is too large', { headers: { connection: 'close' } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(reply: Reply, request: IncomingMessage, response: ServerResponse): void {
  const { status } = reply;
  const isEmpty = reply.text === undefined && reply.body === undefined;
  const content = Buffer.from(reply.text ?? (isEmpty ? '' : JSON.stringify(reply.body)));
  const type = isEmpty ? {} : { 'content-type': 'application/json' };
  const headers = { ...type, ...reply.headers };
  if (status === 204 && !isEmpty) {
    sendForbiddenBody(content, headers, response);
    return;
  }
  const length = status === 204 || status === 304 ? {} : { 'content-length': String(content.length) };
  response.writeHead(status, { 'cache-control': 'no-store', ...headers, ...length });
  response.end(request.method === 'HEAD' || isEmpty ? undefined : content);
}

// Node leaves out the body of a 204: what is to be wrong on the wire is written past it.
function sendForbiddenBody(content: Buffer, headers: Readonly<Record<string, string>>, response: ServerResponse): void {
  const fields = { ...headers, 'Content-Length': String(content.length), Connection: 'close' };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  response.socket?.end(`HTTP/1.1 204 No Content\r\n${lines.join('')}\r\n${content.toString()}`);
}
