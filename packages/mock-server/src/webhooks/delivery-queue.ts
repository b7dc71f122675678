import type { DeliveryHistory } from './delivery-history.ts';
import { isRetryable, MAX_RETRY_AFTER_MS, readRetryAfter, retryDelay } from './retry-delay.ts';
import { type OutgoingRequest, sendRequest } from './send-request.ts';
import type { Targets } from './targets.ts';
import { WebhookError } from './webhook-error.ts';
import type { Attempt, Delivery } from './webhooks.ts';

/** Calls back once after a delay in milliseconds, unless the function that it returns is called before. */
export type Schedule = (callback: () => void, delayMs: number) => () => void;

export interface DeliveryQueueOptions {
  readonly targets: Targets;
  readonly history: DeliveryHistory;
  readonly seed: string;
  readonly timeoutMs: number;
  readonly retryDelayMs: number;
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** A delivery and what it takes to send it. */
export interface Job {
  readonly delivery: Delivery;
  readonly maxTries: number;
  /** Made anew for each try, whose time is signed. */
  readonly request: (timestampSeconds: number) => OutgoingRequest;
  /** What it keeps in memory. */
  readonly bytes: number;
  /** Called once, when it is over. */
  readonly onEnd?: ((delivery: Delivery) => void) | undefined;
}

const MAX_CONCURRENT = 16;
const MAX_WAITING = 1_000;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** How long closing waits for tries under way, in milliseconds. */
const GRACE_MS = 2_000;

/** Sends deliveries, a few at a time, and tries again those that may succeed later. */
export class DeliveryQueue {
  readonly #options: DeliveryQueueOptions;
  readonly #waiting: Job[] = [];
  readonly #underWay = new Map<Promise<void>, AbortController>();
  /** Jobs between two tries, and what cancels the next one. */
  readonly #pausing = new Map<Job, () => void>();
  #bytes = 0;
  #closed = false;

  constructor(options: DeliveryQueueOptions) {
    this.#options = options;
  }

  /** Whether there is room for one more. */
  get isFull(): boolean {
    const size = this.#waiting.length + this.#pausing.size + this.#underWay.size;
    return size >= MAX_WAITING || this.#bytes >= MAX_WAITING_BYTES;
  }

  /** Takes a delivery on; where it cannot, the history says why. */
  add(job: Job): void {
    this.#options.history.add(job.delivery);
    this.#bytes += job.bytes;
    if (this.#closed) this.#end(job, { status: 'dropped', error: CLOSED });
    else if (this.isFull) this.#end(job, { status: 'dropped', error: FULL });
    else {
      this.#waiting.push(job);
      this.#next();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const [job, cancel] of this.#pausing) {
      cancel();
      this.#end(job, { status: 'dropped', error: CLOSED });
    }
    this.#pausing.clear();
    for (const job of this.#waiting.splice(0)) this.#end(job, { status: 'dropped', error: CLOSED });
    if (this.#underWay.size === 0) return;
    const cancel = this.#options.schedule(() => {
      for (const controller of this.#underWay.values()) controller.abort(new Error('The mock was closed'));
    }, GRACE_MS);
    await Promise.all(this.#underWay.keys());
    cancel();
  }

  #next(): void {
    while (this.#underWay.size < MAX_CONCURRENT) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      const controller = new AbortController();
      const run = this.#run(job, controller).then(() => {
        this.#underWay.delete(run);
        this.#next();
      });
      this.#underWay.set(run, controller);
    }
  }

  /** Never rejects. */
  async #run(job: Job, controller: AbortController): Promise<void> {
    const { now } = this.#options;
    const at = now();
    const outcome = await this.#try(job, controller);
    if (outcome instanceof WebhookError) {
      this.#end(job, { status: 'refused', error: outcome.message });
      return;
    }
    const attempt: Attempt = { at, durationMs: now() - at, ...outcome };
    const tried: Job = { ...job, delivery: { ...job.delivery, attempts: [...job.delivery.attempts, attempt] } };
    this.#judge(tried, attempt);
  }

  async #try(
    { request, delivery }: Job,
    controller: AbortController,
  ): Promise<Omit<Attempt, 'at' | 'durationMs'> | WebhookError> {
    const { targets, timeoutMs, schedule, now, fetch } = this.#options;
    const { signal } = controller;
    const cancel = schedule(() => controller.abort(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
    try {
      const addresses = await orAborted(targets.resolve(targets.check(delivery.url)), signal);
      const outgoing = request(Math.floor(now() / 1_000));
      return { response: await sendRequest(outgoing, { addresses, signal, fetch }) };
    } catch (error) {
      if (error instanceof WebhookError) return error;
      return { error: reasonOf(signal.aborted ? signal.reason : error) };
    } finally {
      cancel();
    }
  }

  #judge(job: Job, { response, error }: Attempt): void {
    const status = response?.status;
    if (status !== undefined && status >= 200 && status < 300) {
      this.#end(job, { status: 'success' });
      return;
    }
    const reason = error ?? `The receiver answered ${status}`;
    const { attempts } = job.delivery;
    if (status !== undefined && !isRetryable(status)) {
      const redirected =
        status >= 300 && status < 400 ? '; redirects are not followed: give the URL that it leads to' : '';
      this.#end(job, { status: 'failed', error: `${reason}${redirected}` });
    } else if (attempts.length >= job.maxTries)
      this.#end(job, {
        status: 'failed',
        error: `${reason}; given up after ${attempts.length} of ${job.maxTries} tries`,
      });
    else this.#retry(job, reason, response?.headers['retry-after']);
  }

  #retry(job: Job, reason: string, retryAfter: string | undefined): void {
    const { now, schedule, seed, retryDelayMs } = this.#options;
    const retryAfterMs = readRetryAfter(retryAfter, now());
    if (this.#closed || (retryAfterMs ?? 0) > MAX_RETRY_AFTER_MS) {
      const error = this.#closed ? CLOSED : `${reason} and asked to wait for more than an hour`;
      this.#end(job, { status: this.#closed ? 'dropped' : 'failed', error });
      return;
    }
    const { id, attempts } = job.delivery;
    const attempt = attempts.length;
    const delay = retryDelay({ attempt, firstDelayMs: retryDelayMs, retryAfterMs, seed: `${seed} ${id}` });
    const waiting: Job = { ...job, delivery: { ...job.delivery, nextAttemptAt: now() + delay, error: reason } };
    this.#options.history.replace(waiting.delivery);
    const cancel = schedule(() => {
      this.#pausing.delete(waiting);
      const due: Job = { ...waiting, delivery: { ...waiting.delivery, nextAttemptAt: undefined } };
      this.#options.history.replace(due.delivery);
      this.#waiting.push(due);
      this.#next();
    }, delay);
    this.#pausing.set(waiting, cancel);
  }

  #end(job: Job, outcome: Pick<Delivery, 'status' | 'error'>): void {
    const ended: Delivery = { ...job.delivery, nextAttemptAt: undefined, error: undefined, ...outcome };
    this.#bytes -= job.bytes;
    this.#options.history.replace(ended);
    job.onEnd?.(ended);
  }
}

const CLOSED = 'The mock was closed before the next try';
const FULL = `More than ${MAX_WAITING} deliveries, or ${MAX_WAITING_BYTES} bytes of them, are waiting; slow receivers hold them up`;

/** Looking up a name cannot be stopped, but need not be waited for. */
function orAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([result, aborted]);
}

/** Node puts the failures of several addresses into one error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error && !message.includes(cause.message) ? `${message}: ${cause.message}` : message;
}
