import { setTimeout as delay } from 'node:timers/promises';
import type { ShownEntry } from './log-entry-line.ts';
import type { LogSource } from './open-log-source.ts';
import { serverSentEvents } from './server-sent-events.ts';

export interface FollowOptions {
  readonly filter: URLSearchParams;
  /** The newest entry that was shown already. */
  readonly last: ShownEntry | undefined;
  readonly show: (entry: ShownEntry) => void;
  readonly signal: AbortSignal;
}

const POLL_INTERVAL_MS = 500;
const RECONNECT_DELAY_MS = 1_000;

/** Shows entries as they come in, oldest first, until the signal. */
export async function followLog(source: LogSource, options: FollowOptions): Promise<void> {
  const { signal } = options;
  try {
    await (source.isLive ? listen(source, options) : poll(source, options));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** A stream that ends is taken up where it ended. */
async function listen(source: LogSource, { filter, last, show, signal }: FollowOptions): Promise<void> {
  let lastId = last?.id;
  while (!signal.aborted) {
    const headers = { accept: 'text/event-stream', ...(lastId !== undefined && { 'last-event-id': lastId }) };
    const response = await source.get(`/api/logs/stream?${filter}`, { headers, signal });
    for await (const event of serverSentEvents(response)) {
      lastId = event.id ?? lastId;
      if (event.name === 'log') show(JSON.parse(event.data) as ShownEntry);
    }
    await delay(RECONNECT_DELAY_MS, undefined, { signal });
  }
}

/** A database announces nothing: it is asked for what is newer than the newest entry seen. */
async function poll(source: LogSource, { filter, last, show, signal }: FollowOptions): Promise<void> {
  const query = new URLSearchParams({ ...Object.fromEntries(filter), limit: '1000' });
  let newest = last;
  while (!signal.aborted) {
    if (newest !== undefined) query.set('time_from', newest.time);
    for (const entry of await newerEntries(source, query, newest?.id)) {
      show(entry);
      newest = entry;
    }
    await delay(POLL_INTERVAL_MS, undefined, { signal });
  }
}

/** Oldest first. Pages are read, newest first, until one holds the entry that is known. */
async function newerEntries(
  source: LogSource,
  query: URLSearchParams,
  knownId: string | undefined,
): Promise<ShownEntry[]> {
  const entries: ShownEntry[] = [];
  for (let cursor: string | undefined; ; ) {
    const target = `/api/logs/search?${query}${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = (await (await source.get(target)).json()) as { logs: ShownEntry[]; next_cursor?: string };
    const known = page.logs.findIndex(({ id }) => id === knownId);
    entries.push(...page.logs.slice(0, known === -1 ? undefined : known));
    if (known !== -1 || page.next_cursor === undefined) return entries.toReversed();
    cursor = page.next_cursor;
  }
}
