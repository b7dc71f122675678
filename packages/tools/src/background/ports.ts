import { createServer } from 'node:net';

const TRIES = 1_000;

/** Whether nothing listens on a port of loopback, and something may. */
export function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer()
    .once('error', () => resolve(false))
    .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  return promise;
}

/** The first of so many free ports in a row from `from` on; 0, which is any, where there are none. */
export async function nextFree(from: number, count = 1): Promise<number> {
  const last = Math.min(from + TRIES, 65_536) - count;
  let row = 0;
  for (let port = from; port < last + count; port++) {
    row = (await isFree(port)) ? row + 1 : 0;
    if (row === count) return port - count + 1;
  }
  return 0;
}
