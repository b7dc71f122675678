import type { LogEntry, LogStore } from '@mockloop/log-store';

export interface StreamEntriesOptions {
  /** Which entries to send. */
  readonly matches: (entry: LogEntry) => boolean;
  /** The text of an entry, on one line. */
  readonly present: (entry: LogEntry) => string;
  /** The last entry that the client has seen. It is sent what came after, 1000 entries at most. */
  readonly lastEventId?: string | undefined;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/** A browser or a proxy drops a connection on which nothing moves for longer. */
const PING_INTERVAL_MS = 15_000;
/** Entries that wait for a slow reader. Beyond, its stream ends; it reconnects and says what it saw last. */
const MAX_WAITING = 10_000;

/**
 * Entries as they are stored, as server-sent events with their ids.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamEntries(logs: LogStore, options: StreamEntriesOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = (): void => {};
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const send = (text: string): void => controller.enqueue(encoder.encode(text));
    const end = (): void => {
      stop();
      controller.close();
    };
    const feed = createFeed(logs, options, (entry) => {
      if ((controller.desiredSize ?? 0) <= 0) end();
      else send(`event: log\nid: ${entry.id}\ndata: ${options.present(entry)}\n\n`);
    });
    const ping = setInterval(() => send(': ping\n\n'), PING_INTERVAL_MS);
    options.signal.addEventListener('abort', end);
    stop = () => {
      feed.stop();
      clearInterval(ping);
      options.signal.removeEventListener('abort', end);
    };
    send('retry: 1000\n\n');
    if (options.signal.aborted) end();
  };
  return new ReadableStream({ start, cancel: () => stop() }, new CountQueuingStrategy({ highWaterMark: MAX_WAITING }));
}

/** Subscribes before it looks back, so that nothing falls between; what arrives meanwhile waits its turn. */
function createFeed(
  logs: LogStore,
  { matches, lastEventId }: StreamEntriesOptions,
  send: (entry: LogEntry) => void,
): { stop: () => void } {
  let waiting: LogEntry[] | undefined = lastEventId === undefined ? undefined : [];
  let stopped = false;
  const unsubscribe = logs.subscribe((entry) => {
    if (!matches(entry)) return;
    if (waiting === undefined) send(entry);
    else if (waiting.length < MAX_WAITING) waiting.push(entry);
  });
  const catchUp = async (id: string): Promise<void> => {
    const missed = await entriesAfter(logs, id).catch(() => []);
    const seen = new Set(missed.map((entry) => entry.id));
    const live = (waiting ?? []).filter((entry) => !seen.has(entry.id));
    waiting = undefined;
    for (const entry of [...missed.filter(matches), ...live]) if (!stopped) send(entry);
  };
  if (lastEventId !== undefined) void catchUp(lastEventId);
  return {
    stop: () => {
      stopped = true;
      unsubscribe();
    },
  };
}

/** Oldest first. Empty where the entry is not known any more. */
async function entriesAfter(logs: LogStore, id: string): Promise<LogEntry[]> {
  const last = await logs.get(id);
  if (last === undefined) return [];
  const { entries } = await logs.search({ timeFrom: Date.parse(last.time), includeAdmin: true }, { limit: 1000 });
  const known = entries.findIndex((entry) => entry.id === id);
  return entries.slice(0, known === -1 ? undefined : known).toReversed();
}
