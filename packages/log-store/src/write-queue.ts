import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { LoggedMessage, NewLogEntry } from './log-entry.ts';
import type { PendingEntry } from './pending-entry.ts';

export interface WriteQueueOptions {
  /** Writes entries in their order, all or none. */
  readonly write: (entries: readonly PendingEntry[]) => Promise<void>;
  /** Called each time when `write` has failed; the entries are kept and tried again. Says whether it may pass soon. */
  readonly onFailure: (error: unknown) => boolean;
  /** Called when writing works again, and everything kept is written. */
  readonly onRecovery: () => void;
  /** Called when entries had to be dropped because writing has failed for too long. */
  readonly onDropped: (count: number) => void;
  readonly durability: 'batch' | 'request';
  readonly maxQueued: number;
  readonly maxKept: number;
}

/** Entries of one transaction: about five milliseconds, after which others get a turn. */
const BATCH = 1_000;
const LONGEST_WAIT_MS = 100;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 8_000;
const LONGEST_CLOSE_MS = 5_000;
/** Where bodies are large, the queue is full and the memory is used up with fewer entries. */
const MAX_BYTES = 64 * 1024 * 1024;
const BYTES_OF_ENTRY = 512;

/**
 * Holds entries until they are written, which happens in batches: when enough are there, or after 100 ms. When writing
 * fails, entries stay here up to a bound, and are tried again later.
 */
export class WriteQueue {
  readonly #options: WriteQueueOptions;
  readonly #entries: PendingEntry[] = [];
  #bytes = 0;
  /** Settles when all that is queued now has been tried. */
  #tried: PromiseWithResolvers<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #work: Promise<void> | undefined;
  #retryMs = 0;
  #mayPass = true;

  constructor(options: WriteQueueOptions) {
    this.#options = options;
  }

  /** What could not be written when it was last tried. */
  get kept(): readonly PendingEntry[] {
    return this.#isFailing ? this.#entries : [];
  }

  get length(): number {
    return this.#entries.length;
  }

  get #isFailing(): boolean {
    return this.#retryMs > 0;
  }

  /** @returns A promise when the caller has to wait. */
  add(entry: NewLogEntry): Promise<void> | undefined {
    const { durability, maxQueued } = this.#options;
    this.#entries.push({ entry, id: 0 });
    this.#bytes += bytesOf(entry);
    if (this.#isFailing) return this.#keep();
    if (durability === 'request') return this.#startSoon();
    if (this.#entries.length >= maxQueued || this.#bytes >= MAX_BYTES) return this.#startSoon();
    if (this.#entries.length >= BATCH) this.#immediate ??= setImmediate(() => this.#start());
    else this.#startWithin(LONGEST_WAIT_MS);
    return undefined;
  }

  /** Forgets what is kept but not among `ids`. */
  async retain(ids: ReadonlySet<number>): Promise<void> {
    await this.#work;
    const retained = this.#entries.filter(({ id }) => id === 0 || ids.has(id));
    this.#remove(this.#entries.length);
    for (const item of retained) this.#bytes += bytesOf(item.entry);
    this.#entries.push(...retained);
  }

  /** Resolves when everything added so far is written, or has been tried in vain and is kept. */
  async flush(): Promise<void> {
    if (this.#entries.length === 0) return this.#work;
    this.#tried ??= Promise.withResolvers();
    const { promise } = this.#tried;
    this.#start();
    return promise;
  }

  /** Writes everything; waits up to five seconds for a failure to pass. @returns How many entries are lost. */
  async close(): Promise<number> {
    const deadline = performance.now() + LONGEST_CLOSE_MS;
    await this.flush();
    while (this.#entries.length > 0 && this.#mayPass && performance.now() < deadline) {
      await delay(50);
      await this.flush();
    }
    this.#stopTimers();
    return this.#entries.length;
  }

  #keep(): undefined {
    // While they are being tried, the first entries must stay where they are.
    if (this.#work === undefined) this.#keepWithinBounds();
  }

  #startSoon(): Promise<void> {
    this.#tried ??= Promise.withResolvers();
    // Not at once: all requests of this turn of the event loop share one transaction.
    this.#immediate ??= setImmediate(() => this.#start());
    return this.#tried.promise;
  }

  #startWithin(ms: number): void {
    this.#timer ??= setTimeout(() => this.#start(), ms).unref();
  }

  #start(): void {
    this.#stopTimers();
    this.#work ??= this.#run().finally(() => {
      this.#work = undefined;
      // Who asked after the work had looked for the last time, and before it ended here.
      if (this.#tried !== undefined) this.#start();
    });
  }

  #stopTimers(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#timer = undefined;
    this.#immediate = undefined;
  }

  async #run(): Promise<void> {
    do {
      const tried = this.#tried;
      this.#tried = undefined;
      const hasFailed = !(await this.#writeBatches(this.#entries.length));
      tried?.resolve();
      if (hasFailed) break;
    } while (this.#tried !== undefined || this.#entries.length >= BATCH);
    if (this.#isFailing) this.#startWithin(this.#retryMs);
    else if (this.#entries.length > 0) this.#startWithin(LONGEST_WAIT_MS);
  }

  /** Writes the first `count` entries; says whether that worked. */
  async #writeBatches(count: number): Promise<boolean> {
    for (let left = count; left > 0; left -= BATCH) {
      const batch = this.#entries.slice(0, Math.min(left, BATCH));
      try {
        await this.#options.write(batch);
      } catch (error) {
        this.#fail(error);
        return false;
      }
      this.#remove(batch.length);
      if (left > BATCH) await nextTurn();
    }
    if (this.#isFailing) this.#recover();
    return true;
  }

  #fail(error: unknown): void {
    this.#retryMs = Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, this.#retryMs * 2));
    this.#mayPass = this.#options.onFailure(error);
    this.#keepWithinBounds();
  }

  #recover(): void {
    this.#retryMs = 0;
    this.#options.onRecovery();
  }

  /** Drops the oldest entries, some at a time: taking them from the front costs the same for one and for many. */
  #keepWithinBounds(): void {
    const { maxKept, onDropped } = this.#options;
    const before = this.#entries.length;
    while (this.#entries.length > maxKept || this.#bytes > MAX_BYTES) this.#remove(Math.ceil(maxKept / 50));
    if (this.#entries.length < before) onDropped(before - this.#entries.length);
  }

  #remove(count: number): void {
    for (const { entry } of this.#entries.splice(0, count)) this.#bytes -= bytesOf(entry);
  }
}

function bytesOf(entry: NewLogEntry): number {
  return BYTES_OF_ENTRY + bodyBytes(entry.request) + bodyBytes(entry.response);
}

function bodyBytes({ body }: LoggedMessage): number {
  return body === undefined ? 0 : body.length;
}
