import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server is told on its command line, as JSON. */
export interface DelayServerOptions {
  /** Delays in milliseconds, mixed, by how many of the requests have them. */
  readonly delays: readonly (readonly [ms: number, count: number])[];
  /** So many requests are a warm-up. */
  readonly skip: number;
  /** After so many that are none, it stands still. */
  readonly stall?: { readonly after: number; readonly ms: number };
}

/** What the server has seen, in its own time. */
export interface ServerTruth {
  /** From the head of each request to its answer, in milliseconds. */
  readonly durations: readonly number[];
  /** When each request came, in milliseconds. */
  readonly arrivals: readonly number[];
}

/** Answers after delays that it knows, and says what they came to when it is asked. */
function serve({ delays, skip, stall }: DelayServerOptions): void {
  const turns = shuffle(delays.flatMap(([ms, count]) => Array.from({ length: count }, () => ms)));
  const durations: number[] = [];
  const arrivals: number[] = [];
  let count = 0;
  const server = createServer((_, response) => {
    const arrivedAt = performance.now();
    const number = count++ - skip;
    const answer = (): void => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 11 }).end('{"ok":true}');
      if (number >= 0) durations.push(performance.now() - arrivedAt);
    };
    if (number >= 0) arrivals.push(arrivedAt);
    if (number === stall?.after) stand(stall.ms);
    const ms = turns[count % turns.length] ?? 0;
    if (ms === 0) answer();
    else setTimeout(answer, ms);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('message', () => process.send?.({ durations, arrivals }, undefined, undefined, () => process.exit()));
}

/** The whole thread: nothing is accepted, read or answered. */
function stand(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Always in the same way, so that no delay has a time of its own. */
function shuffle(turns: readonly number[]): readonly number[] {
  return turns
    .map((ms, index) => ({ ms, rank: Math.imul(index + 1, 0x9e3779b1) >>> 0 }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ ms }) => ms);
}

serve(JSON.parse(process.argv[2] ?? '{}') as DelayServerOptions);
