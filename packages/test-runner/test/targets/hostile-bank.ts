import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than the ledger waits for its bank. */
const LATE_MS = 1500;

export interface HostileBank {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A service of rates that sends one elsewhere (`/redirect`), is late (`/late`) or says more than it should (`/odd`). */
export async function startHostileBank(): Promise<HostileBank> {
  const rates = { USD: 1.08 };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bank.example');
    if (pathname === '/redirect/latest') response.writeHead(302, { location: '/elsewhere' }).end();
    else if (pathname === '/odd/latest') response.end(JSON.stringify({ rates, secret: 'x'.repeat(50_000) }));
    else if (pathname === '/late/latest') {
      const timer = setTimeout(() => response.end(JSON.stringify({ rates })), LATE_MS);
      response.on('close', () => clearTimeout(timer));
    } else response.end(JSON.stringify({ rates }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
