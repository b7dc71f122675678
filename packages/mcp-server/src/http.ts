import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { MockLoopError } from '@mockloop/tools';
import { createMcpHonoApp } from '@modelcontextprotocol/hono';
import {
  createMcpHandler,
  isJsonContentType,
  isLegacyRequest,
  type ServerNotifier,
} from '@modelcontextprotocol/server';
import { type Context, Hono } from 'hono';
import type { CreateMcpServer } from './create-mcp-server.ts';
import { isBearer } from './is-bearer.ts';
import { createLegacySessions, type SessionOptions } from './legacy-sessions.ts';
import { MAX_MESSAGE_BYTES } from './limits.ts';
import { refusal } from './refusal.ts';

export interface McpAppOptions extends SessionOptions {
  /** The address that is bound to: what `Host` and `Origin` are held against. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** The bearer token that every request has to carry: visible ASCII, no spaces. Default: none is asked for. */
  readonly token?: string | undefined;
  /** Is told what goes wrong beside the answers. Default: nobody. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** Streamable HTTP at `/mcp`. */
export interface McpApp {
  fetch(request: Request): Response | Promise<Response>;
  /** Tells clients that listen of changes. */
  readonly notify: ServerNotifier;
  /** Ends all sessions and what runs in them. */
  close(): Promise<void>;
}

/**
 * Serves the 2026-07-28 revision, where each request stands for itself, and the 2025 ones with sessions, so that their clients
 * can be asked questions. Checks the token, and on loopback `Host` and `Origin`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a token that no request can carry.
 */
export function createMcpApp(createServer: CreateMcpServer, options: McpAppOptions = {}): McpApp {
  const { host = '127.0.0.1', token, onError = () => undefined } = options;
  // An empty one would be carried by every request.
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new MockLoopError('INVALID_ARGUMENTS', 'The token is empty, or has spaces or letters beyond ASCII.', {
      advice: 'Give one of visible ASCII characters, or none.',
    });
  }
  const modern = createMcpHandler(createServer, { legacy: 'reject', onerror: onError });
  const sessions = createLegacySessions(createServer, options);
  const checked = createMcpHonoApp({ host, maxRequestBodySize: MAX_MESSAGE_BYTES });
  checked.all('/mcp', async (context: Context) => {
    const request = context.req.raw;
    if (request.method === 'POST' && !isJsonContentType(request.headers.get('content-type'))) {
      return refusal(415, 'A message is sent as application/json.');
    }
    const parsedBody: unknown = context.get('parsedBody');
    if (await isLegacyRequest(request, parsedBody)) return sessions.handle(request, parsedBody);
    return modern.fetch(request, { parsedBody });
  });
  const app = new Hono();
  // Before anything is read.
  app.use(async (context, next) => {
    if (token === undefined || isBearer(context.req.header('authorization'), token)) return next();
    return refusal(401, 'A bearer token is needed: the server prints it when it starts.', {
      'WWW-Authenticate': 'Bearer realm="mockloop"',
    });
  });
  app.route('/', checked);
  return {
    fetch: (request) => app.fetch(request),
    notify: modern.notify,
    close: async () => void (await Promise.all([sessions.close(), modern.close()])),
  };
}

export interface ServeHttpOptions extends McpAppOptions {
  /** 0 takes any free one. */
  readonly port: number;
}

/** A server that listens. */
export interface HttpServer extends Pick<McpApp, 'notify'> {
  /** Where clients connect to, e.g. `http://127.0.0.1:3900/mcp`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens, and serves any number of clients.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for an address beyond this machine without a token, and for a token that no request
 * can carry; `PORT_IN_USE`.
 */
export async function serveHttp(createServer: CreateMcpServer, options: ServeHttpOptions): Promise<HttpServer> {
  const { host = '127.0.0.1', port, token } = options;
  // Node would bind to every address.
  if (host === '') throw new MockLoopError('INVALID_ARGUMENTS', 'The address to bind to is empty.');
  if (token === undefined && !LOOPBACK.includes(host)) {
    throw new MockLoopError('INVALID_ARGUMENTS', `Whoever reaches ${host} could call the tools.`, {
      advice: 'Set a token, or bind to 127.0.0.1.',
    });
  }
  const app = createMcpApp(createServer, options);
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, host, port);
  }
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/mcp`,
    notify: app.notify,
    async close() {
      await app.close();
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '::1'];

function listenError(cause: unknown, host: string, port: number): MockLoopError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE')
    return new MockLoopError('INVALID_ARGUMENTS', `${host}:${port} cannot be bound to: ${message}.`, { cause });
  return new MockLoopError('PORT_IN_USE', `Something listens on ${host}:${port} already.`, {
    advice: 'Choose another port; 0 takes any free one.',
    cause,
  });
}
