import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the service lets down those who ask it. */
type Behaviour =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: readonly (readonly [string, string])[];
      readonly body: string;
    }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'endless' | 'silent' | 'slow' | 'malformed' | 'reset' };

export interface RateService {
  readonly url: string;
  /** From now on it answers everything like this. */
  misbehave(behaviour: Behaviour): Promise<void>;
  /** It answers as it should again. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

const HONEST: Behaviour = {
  kind: 'answer',
  status: 200,
  headers: [['content-type', 'application/json']],
  body: JSON.stringify({ rates: { EUR: 1, USD: 1.08, CHF: 0.96 } }),
};
const ENDLESS_BYTES = 64 * 1024 * 1024;
const SLOW_MS = 500;

/** The bank's service that the ledger asks for rates, in the hands of whoever tests the ledger. */
export async function startRateService(): Promise<RateService> {
  let behaviour = HONEST;
  const server = createServer((_request, response) => {
    response.on('error', () => undefined);
    answer(response, behaviour);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    misbehave: (next) => {
      behaviour = next;
      return Promise.resolve();
    },
    restore: () => {
      behaviour = HONEST;
      return Promise.resolve();
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, behaviour: Behaviour): void {
  switch (behaviour.kind) {
    case 'answer':
      for (const [name, value] of behaviour.headers ?? []) response.appendHeader(name, value);
      response.writeHead(behaviour.status).end(behaviour.body);
      return;
    case 'redirect':
      response.writeHead(302, { location: behaviour.to }).end();
      return;
    case 'endless':
      flood(response, ENDLESS_BYTES);
      return;
    case 'slow':
      drip(response);
      return;
    case 'malformed':
      response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"rates":');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'silent':
  }
}

function flood(response: ServerResponse, bytes: number): void {
  if (bytes <= 0 || response.destroyed) {
    response.end();
    return;
  }
  const chunk = Buffer.alloc(64 * 1024, '[');
  if (response.write(chunk)) setImmediate(flood, response, bytes - chunk.length);
  else response.once('drain', () => flood(response, bytes - chunk.length));
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), SLOW_MS);
  response.on('close', () => clearInterval(timer));
}
