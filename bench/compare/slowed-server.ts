import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drawer } from './draw.ts';

const SPREAD = 0.2;
const TYPICAL_MS = 25;

/** Answers after a delay around 25 ms, none of them the same, multiplied by what the path says: `/1.08`. */
const random = drawer(1);
const server = createServer(({ url = '/1' }, response) => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const delayMs = TYPICAL_MS * Math.exp(SPREAD * normal) * Number(url.slice(1));
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 11 }).end('{"ok":true}');
  }, delayMs);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
