import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type ComparedRun, LatencyHistogram } from '@mockloop/analyzer';

export interface MeasuredRunsOptions {
  readonly port: number;
  /** One for each run: how much slower its server is. */
  readonly factors: readonly number[];
  readonly rate: number;
  readonly seconds: number;
}

/** Runs begin with so many seconds that are not counted. */
const WARM_UP_SECONDS = 1;
const TICK_MS = 1;
/** Requests that are sent later than this, by their 99th percentile, tell of this machine and not of the server. */
const MOST_LAG_MS = 5;

/**
 * Several short runs at the same time, out of one thread: cheaper than a load generator for each, and as real. Latency counts
 * from when a request was due.
 */
export async function measuredRuns({ port, factors, rate, seconds }: MeasuredRunsOptions): Promise<ComparedRun[]> {
  const agent = new Agent({ keepAlive: true });
  const zero = performance.now() + WARM_UP_SECONDS * 1_000;
  const lanes = factors.map((factor, index) => new Lane({ factor, port, agent, rate, zero: zero + index / rate }));
  while (performance.now() < zero + seconds * 1_000) {
    for (const lane of lanes) lane.sendDue(performance.now(), seconds);
    await wait(TICK_MS);
  }
  await Promise.all(lanes.map((lane) => lane.end()));
  agent.destroy();
  return lanes.map((lane) => lane.result());
}

interface LaneOptions {
  readonly factor: number;
  readonly port: number;
  readonly agent: Agent;
  readonly rate: number;
  readonly zero: number;
}

class Second {
  sent = 0;
  answered = 0;
  failed = 0;
  readonly histogram = new LatencyHistogram();
}

/** One run under way. */
class Lane {
  readonly #options: LaneOptions;
  readonly #seconds = new Map<number, Second>();
  readonly #open = new Set<Promise<void>>();
  readonly #lag = new LatencyHistogram();
  #next: number;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#next = -WARM_UP_SECONDS * options.rate;
  }

  sendDue(now: number, seconds: number): void {
    const { rate, zero } = this.#options;
    for (; this.#next < rate * seconds; this.#next++) {
      const dueAt = zero + (this.#next * 1_000) / rate;
      if (dueAt > now) return;
      if (this.#next >= 0) this.#lag.record((performance.now() - dueAt) * 1_000);
      const sent = this.#send(dueAt, this.#secondOf(Math.floor(this.#next / rate)));
      this.#open.add(sent);
      void sent.finally(() => this.#open.delete(sent));
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#open);
  }

  result(): ComparedRun {
    const counted = [...this.#seconds].filter(([second]) => second >= 0).map(([, second]) => second);
    const all = new LatencyHistogram();
    for (const { histogram } of counted) all.merge(histogram);
    const sum = (figure: (second: Second) => number): number => counted.reduce((total, one) => total + figure(one), 0);
    const lagMs = (this.#lag.percentile(99) ?? 0) / 1_000;
    return {
      ...(lagMs > MOST_LAG_MS && { saturated: { reasons: [`requests were sent ${lagMs.toFixed(1)} ms late`] } }),
      model: 'open',
      target_rate: this.#options.rate,
      sent: sum(({ sent }) => sent),
      answered: sum(({ answered }) => answered),
      errors: { reset: sum(({ failed }) => failed) },
      response: { histogram: all.toJSON() },
      series: counted.map(({ sent, answered, failed, histogram }) => ({
        level: this.#options.rate,
        ...{ sent, answered, errors: { reset: failed }, histogram: histogram.toJSON() },
      })),
    };
  }

  #send(dueAt: number, second: Second): Promise<void> {
    const { factor, port, agent } = this.#options;
    second.sent++;
    return new Promise((resolve) => {
      const request = get({ host: '127.0.0.1', port, path: `/${factor}`, agent }, (response) => {
        response.resume().on('end', () => {
          second.answered++;
          second.histogram.record((performance.now() - dueAt) * 1_000);
          resolve();
        });
      });
      request.on('error', () => {
        second.failed++;
        resolve();
      });
    });
  }

  #secondOf(number: number): Second {
    const second = this.#seconds.get(number) ?? new Second();
    this.#seconds.set(number, second);
    return second;
  }
}
