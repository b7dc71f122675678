import type { ScenarioMemory, ScenarioRequest } from '../decision.ts';
import { seedOf } from '../draw.ts';
import type { RateLimit } from '../scenario.ts';

/** What a limit says of one request. */
export interface Quota {
  readonly limit: number;
  /** In whole seconds, at least 1. */
  readonly windowSeconds: number;
  /** The limit was used up before this request. */
  readonly isUsedUp: boolean;
  /** Requests that are left in this window. */
  readonly remaining: number;
  /** Until the window ends, in whole seconds, at least 1. */
  readonly resetSeconds: number;
}

/** Counts a request. */
export type TakeQuota = (request: ScenarioRequest, memory: ScenarioMemory) => Quota;

/** Windows that one limit keeps. Half as many clients at once are told apart; of more, some are forgotten early. */
const SLOTS = 16_384;
/** How many slots a client may be in, far apart, so that they are seldom all taken before half of the table is. */
const PROBES = 16;

interface Window {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly count: number;
  readonly client: number;
}

/**
 * A fixed window for each client, which begins with its first request. Windows are kept in a table of fixed size: a client
 * takes the place of one whose window is over, so that many clients cost no more memory than the table.
 *
 * @param key Of the limit, in the memory.
 */
export function compileRateLimit({ limit, window_seconds, per = 'client' }: RateLimit, key: string): TakeQuota {
  const windowMs = window_seconds * 1000;
  const clientOf = compileClient(per);
  return (request, memory) => {
    const { time } = request;
    const client = seedOf(clientOf(request)) >>> 0;
    const isOver = ({ start }: Window): boolean => time < start || time >= start + windowMs;
    const { slot, window } = findSlot({ memory, key, client, isOver });
    const { start, count } = window ?? { start: time, count: 0 };
    const isUsedUp = count >= limit;
    if (!isUsedUp) memory.set(slot, `${start} ${count + 1} ${client}`);
    return {
      limit,
      windowSeconds: Math.max(1, Math.ceil(window_seconds)),
      isUsedUp,
      remaining: isUsedUp ? 0 : limit - count - 1,
      resetSeconds: Math.max(1, Math.ceil((start + windowMs - time) / 1000)),
    };
  };
}

function compileClient(per: NonNullable<RateLimit['per']>): (request: ScenarioRequest) => string {
  if (per === 'all') return () => '';
  if (per === 'client') return ({ client }) => client ?? '';
  const name = per.slice('header:'.length).toLowerCase();
  return ({ headers }) => (Object.hasOwn(headers, name) ? (headers[name] ?? '') : '');
}

interface Search {
  readonly memory: ScenarioMemory;
  readonly key: string;
  readonly client: number;
  isOver(window: Window): boolean;
}

/** The client's slot with its window, else one that is free, else one whose client is forgotten. */
function findSlot({ memory, key, client, isOver }: Search): { slot: string; window?: Window } {
  let free: string | undefined;
  // Odd, so that no slot comes twice.
  const step = (client >>> 14) | 1;
  for (let probe = 0; probe < PROBES; probe += 1) {
    const slot = `${key}/${(client + probe * step) % SLOTS}`;
    const window = readWindow(memory.get(slot));
    if (window === undefined) return { slot: free ?? slot };
    if (isOver(window)) free ??= slot;
    else if (window.client === client) return { slot, window };
  }
  return { slot: free ?? `${key}/${client % SLOTS}` };
}

function readWindow(stored: string | number | boolean | undefined): Window | undefined {
  if (typeof stored !== 'string') return undefined;
  const [start = 0, count = 0, client = 0] = stored.split(' ').map(Number);
  return { start, count, client };
}
