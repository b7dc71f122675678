import type { NewLogEntry } from '@mockloop/log-store';

const WORDS =
  'pet owner order shelf collar garden basket window market harbour lantern meadow pepper quartz river saddle timber velvet willow zephyr'.split(
    ' ',
  );
const COLLECTIONS = ['pets', 'owners', 'orders', 'inventory', 'sessions'];
const METHODS = ['GET', 'GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'];
const STATUSES = [200, 200, 200, 200, 200, 201, 204, 400, 404, 500];
const DAY_MS = 86_400_000;

/** Entries as a busy day leaves them: twenty endpoints, bodies of 0.7 KB, one in 1000 with the word `needle`. Always the same. */
export function* logEntries(count: number, startMs: number): Generator<NewLogEntry> {
  const random = seededRandom(20_261_121);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  for (let i = 0; i < count; i++) {
    const collection = pick(COLLECTIONS);
    const method = pick(METHODS);
    const status = pick(STATUSES);
    const words = Array.from({ length: 90 }, () => pick(WORDS)).join(' ');
    const body = JSON.stringify({ id: i, note: i % 1000 === 0 ? `${words} needle` : words });
    yield {
      time: startMs + Math.floor((i / count) * DAY_MS),
      method,
      path: `/${collection}/${i % 5000}`,
      query: i % 3 === 0 ? 'limit=20' : '',
      route: `/${collection}/{id}`,
      operationId: `${method.toLowerCase()}-${collection}`,
      status,
      durationMs: 0.2 + random() ** 4 * 50,
      request: {
        headers: [
          ['accept', 'application/json'],
          ['user-agent', 'bench'],
        ],
        size: 0,
      },
      response: { headers: [['content-type', 'application/json']], body, size: body.length },
      client: `10.0.0.${i % 50}`,
      sessionId: `session-${i % 200}`,
    };
  }
}

/** Mulberry32: the same numbers on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
