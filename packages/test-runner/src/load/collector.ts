import { LatencyHistogram } from '@mockloop/analyzer';
import { Tally, type TallyReport } from './tally.ts';
import { levelAt, type TimedStage } from './timeline.ts';
import type { FinalReport, SecondReport, WorkerReport } from './worker-plan.ts';

/** What all workers together have done within one second, as it is kept: much smaller than a tally. */
export interface KeptSecond {
  readonly report: TallyReport;
  readonly level?: number | undefined;
}

/** What all workers together have done within one second. */
export interface CollectedSecond {
  readonly tally: Tally;
  /** Of the operations that are watched, in their order. */
  readonly operations: readonly Tally[];
  /** Absent outside of the stages. */
  readonly level?: number | undefined;
}

export interface CollectorOptions {
  readonly workers: number;
  readonly watched: number;
  readonly timeline: readonly TimedStage[];
  /** Called in the order of the seconds, once all workers have reported one. */
  readonly onSecond: (second: number, collected: CollectedSecond) => void;
}

/** Puts together what the workers report. */
export class Collector {
  readonly seconds: Map<number, KeptSecond> = new Map();
  readonly finals: FinalReport[] = [];
  readonly lag: LatencyHistogram = new LatencyHistogram();
  readonly #options: CollectorOptions;
  readonly #reported: number[];
  readonly #busy: { seconds: number; share: number }[];
  /** Seconds that not all workers have reported. */
  readonly #open = new Map<number, CollectedSecond>();
  #next: number;

  constructor(options: CollectorOptions) {
    this.#options = options;
    this.#next = Math.floor((options.timeline[0]?.startMs ?? 0) / 1000);
    this.#reported = Array.from({ length: options.workers }, () => this.#next - 1);
    this.#busy = Array.from({ length: options.workers }, () => ({ seconds: 0, share: 0 }));
  }

  /** Of the busiest worker, from 0 to 1. */
  get utilization(): number {
    return Math.max(0, ...this.#busy.map(({ seconds, share }) => (seconds === 0 ? 0 : share / seconds)));
  }

  receive(worker: number, report: WorkerReport): void {
    if (report.type === 'done') {
      this.finals.push(report);
      this.#reported[worker] = Number.POSITIVE_INFINITY;
    } else {
      this.#add(report);
      this.#reported[worker] = report.second;
      this.#addBusy(worker, report);
    }
    this.#handOut();
  }

  #handOut(): void {
    const complete = Math.min(...this.#reported);
    for (let collected = this.#open.get(this.#next); collected !== undefined && this.#next <= complete; ) {
      const second = this.#next++;
      this.#open.delete(second);
      this.seconds.set(second, { report: collected.tally.toJSON(), level: collected.level });
      this.#options.onSecond(second, collected);
      collected = this.#open.get(this.#next);
    }
  }

  #add({ second, tally, operations, lag }: SecondReport): void {
    const collected = this.#secondAt(second);
    collected.tally.merge(tally);
    operations.forEach((operation, index) => {
      collected.operations[index]?.merge(operation);
    });
    if (second >= 0) this.lag.merge(LatencyHistogram.from(lag));
  }

  #secondAt(second: number): CollectedSecond {
    const existing = this.#open.get(second);
    if (existing !== undefined) return existing;
    const { watched, timeline } = this.#options;
    const level = levelAt(timeline, second * 1000 + 500);
    const operations = Array.from({ length: watched }, () => new Tally());
    const created = { tally: new Tally(), operations, ...(level !== undefined && { level }) };
    this.#open.set(second, created);
    return created;
  }

  /** While requests are sent: waiting for the last answers is no work. */
  #addBusy(worker: number, { second, utilization }: SecondReport): void {
    const busy = this.#busy[worker];
    if (busy === undefined || levelAt(this.#options.timeline, second * 1000) === undefined || second < 0) return;
    busy.seconds++;
    busy.share += utilization;
  }
}
