import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Listener, ListenerBehaviour, ListenerCall } from './listener.ts';
import { misbehave } from './misbehave.ts';

/** A listener, and how to be rid of it. */
export interface OpenListener extends Listener {
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64 * 1024;
const MAX_CALLS = 100;

/** Opens a server on loopback that records who calls it, on a free port. */
export async function openListener(): Promise<OpenListener> {
  const prefix = `/${randomBytes(12).toString('hex')}/`;
  const calls = new Map<string, ListenerCall[]>();
  const waiting = new Map<string, Set<() => void>>();
  const behaviours = new Map<string, ListenerBehaviour>();
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {});
    const token = tokenOf(request.url ?? '', prefix);
    if (token === undefined) {
      response.writeHead(404).end();
      return;
    }
    const body = await readStart(request);
    const known = calls.get(token) ?? [];
    if (known.length < MAX_CALLS)
      calls.set(token, [...known, { method: request.method ?? '', headers: pairs(request), body }]);
    for (const tell of waiting.get(token) ?? []) tell();
    misbehave(response, behaviours.get(token) ?? { kind: 'answer', status: 200, body: '{}' }, timers);
  }

  return {
    url: (token) => `http://127.0.0.1:${port}${prefix}${encodeURIComponent(token)}`,
    async calls(token, waitMs) {
      if (!calls.has(token) && waitMs > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, waitMs);
        const tellers = waiting.get(token) ?? new Set();
        waiting.set(token, tellers.add(resolve));
        await promise;
        clearTimeout(timer);
        tellers.delete(resolve);
      }
      return calls.get(token) ?? [];
    },
    behave: (token, behaviour) => void behaviours.set(token, behaviour),
    async close() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function tokenOf(url: string, prefix: string): string | undefined {
  const path = url.split('?')[0] ?? '';
  // What follows the token is the caller's: `/token/extra`.
  const [token = ''] = path.startsWith(prefix) ? path.slice(prefix.length).split('/') : [];
  try {
    return token === '' ? undefined : decodeURIComponent(token);
  } catch {
    return undefined;
  }
}

async function readStart(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (length < MAX_BODY_BYTES) chunks.push(chunk);
      length += chunk.length;
    }
  } catch {
    // Whoever called has gone; what came is kept.
  }
  return Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES).toString();
}

function pairs({ rawHeaders }: IncomingMessage): ListenerCall['headers'] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as const] : [],
  );
}
