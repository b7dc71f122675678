import { LatencyHistogram } from '@mockloop/analyzer';
import type { LoadErrorKind } from '../load-result.ts';
import { Tally } from '../tally.ts';
import type { FinalReport, SecondReport, WorkerPlan } from '../worker-plan.ts';
import type { Exchange, ExchangeObserver } from './exchange.ts';

interface OperationTally {
  readonly tally: Tally;
  readonly service: LatencyHistogram;
  /** Within the current second. Absent for operations that are not watched. */
  readonly second: Tally | undefined;
}

/** Counts what becomes of the exchanges, and reports after each second. */
export class Recorder implements ExchangeObserver {
  readonly #zero: number;
  readonly #endsAt: number;
  readonly #post: (report: SecondReport) => void;
  readonly #utilization: () => number;
  readonly #operations: readonly OperationTally[];
  readonly #stages: readonly Tally[];
  readonly #tally = new Tally();
  readonly #lag = new LatencyHistogram();
  #second: number;
  readonly #apdexMs: number;
  #answeredInTime = 0;
  #satisfied = 0;
  #tolerating = 0;
  #dropped = 0;

  /** @param zero The end of the warm-up, in milliseconds of `performance.now()`. */
  constructor(
    plan: WorkerPlan,
    zero: number,
    report: { readonly post: (report: SecondReport) => void; readonly utilization: () => number },
  ) {
    this.#zero = zero;
    this.#endsAt = zero + (plan.timeline.at(-1)?.endMs ?? 0);
    this.#apdexMs = plan.apdexMs ?? 0;
    this.#post = report.post;
    this.#utilization = report.utilization;
    this.#operations = Array.from({ length: plan.operations }, (_, operation) => ({
      tally: new Tally(),
      service: new LatencyHistogram(),
      second: plan.watched.includes(operation) ? new Tally() : undefined,
    }));
    const stages = plan.timeline.reduce((count, { stage }) => Math.max(count, stage + 1), 0);
    this.#stages = Array.from({ length: stages }, () => new Tally());
    this.#second = Math.floor((plan.timeline[0]?.startMs ?? 0) / 1000);
  }

  dispatched(exchange: Exchange): void {
    this.roll(exchange.dispatchedAt);
    if (!this.#counts(exchange)) return;
    this.#tally.sent++;
    this.#lag.record((exchange.dispatchedAt - exchange.intendedAt) * 1000);
    const operation = this.#operations[exchange.operation];
    const stage = this.#stages[exchange.stage];
    if (operation === undefined || stage === undefined) return;
    operation.tally.sent++;
    if (operation.second !== undefined) operation.second.sent++;
    stage.sent++;
  }

  answered(exchange: Exchange, status: number): void {
    const now = performance.now();
    this.roll(now);
    if (!this.#counts(exchange)) return;
    const microseconds = (now - exchange.intendedAt) * 1000;
    this.#tally.answer(status, microseconds);
    const operation = this.#operations[exchange.operation];
    const stage = this.#stages[exchange.stage];
    if (operation === undefined || stage === undefined) return;
    operation.tally.answer(status, microseconds);
    operation.second?.answer(status, microseconds);
    operation.service.record((now - exchange.dispatchedAt) * 1000);
    stage.answer(status, microseconds);
    if (now <= this.#endsAt) this.#answeredInTime++;
    if (status < 400) this.#countApdex(microseconds / 1000);
  }

  failed(exchange: Exchange, kind: LoadErrorKind): void {
    this.roll(performance.now());
    if (!this.#counts(exchange)) return;
    this.#tally.fail(kind);
    this.#operations[exchange.operation]?.tally.fail(kind);
    this.#operations[exchange.operation]?.second?.fail(kind);
    this.#stages[exchange.stage]?.fail(kind);
  }

  dropped(exchange: Exchange): void {
    if (exchange.stage >= 0) this.#dropped++;
  }

  /** Reports the seconds that are over. */
  roll(now: number): void {
    const second = Math.floor((now - this.#zero) / 1000);
    while (this.#second < second) this.flush();
  }

  /** Reports the current second, and begins the next. */
  flush(): void {
    this.#post({
      type: 'second',
      second: this.#second,
      tally: this.#tally.toJSON(),
      lag: this.#lag.toJSON(),
      operations: this.#operations.flatMap(({ second }) => second?.toJSON() ?? []),
      utilization: this.#utilization(),
    });
    this.#second++;
    this.#tally.clear();
    this.#lag.clear();
    for (const { second } of this.#operations) second?.clear();
  }

  totals(): Omit<FinalReport, 'type' | 'due' | 'endedMs' | 'localLimit'> {
    return {
      operations: this.#operations.map(({ tally, service }) => ({ ...tally.toJSON(), service: service.toJSON() })),
      stages: this.#stages.map((stage) => stage.toJSON()),
      dropped: this.#dropped,
      answeredInTime: this.#answeredInTime,
      satisfied: this.#satisfied,
      tolerating: this.#tolerating,
    };
  }

  #countApdex(ms: number): void {
    if (ms <= this.#apdexMs) this.#satisfied++;
    else if (ms <= this.#apdexMs * 4) this.#tolerating++;
  }

  /** In the warm-up its own exchanges are shown, but no total has them; afterwards they are nothing. */
  #counts({ stage }: Exchange): boolean {
    return stage >= 0 || this.#second < 0;
  }
}
