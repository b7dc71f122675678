import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListenTarget {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whether the next free port will do when this one is taken. */
  readonly mayMove: boolean;
}

/** How many ports are tried after the one that was wanted. */
const TRIES = 100;

/**
 * Starts a server.
 *
 * @throws {Error} With `code` `EADDRINUSE` and the remedy in its message when the port is taken and may not move.
 */
export async function listen(listener: RequestListener, target: ListenTarget): Promise<Server> {
  const { host, port, mayMove } = target;
  const last = mayMove && port !== 0 ? Math.min(port + TRIES, 65_535) : port;
  for (let candidate = port; ; candidate++) {
    const server = createListener(listener);
    try {
      await listenOn(server, host, candidate);
      return server;
    } catch (error) {
      if (!isTaken(error)) throw error;
      if (candidate < last) continue;
      throw Object.assign(
        new Error(`Port ${port} on ${host} is taken. Stop what listens there, or choose another port.`, {
          cause: error,
        }),
        { code: 'EADDRINUSE' },
      );
    }
  }
}

/** `http://host:port` of a listening server; wildcard addresses are named by loopback. */
export function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Stops taking requests, lets those under way finish for `graceMs`, then closes what is left. */
export function closeServer(server: Server, graceMs = 2_000): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    timer.unref();
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** A slow or silent client holds a connection this long at most. */
function createListener(listener: RequestListener): Server {
  const server = createServer({ headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 30_000 }, listener);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(`HTTP/1.1 ${statusOf(error.code)}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
  return server;
}

function statusOf(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
