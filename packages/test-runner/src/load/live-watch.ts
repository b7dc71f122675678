import type { CollectedSecond } from './collector.ts';
import { percentilesOf } from './latency-summary.ts';
import type { LoadErrors, LoadProgress } from './load-result.ts';
import type { Ending } from './measurement.ts';
import { Tally } from './tally.ts';
import { errorCount, meetsThreshold, type Threshold, valueOfThreshold } from './thresholds.ts';
import type { TimedStage } from './timeline.ts';

export interface LiveWatchOptions {
  readonly timeline: readonly TimedStage[];
  /** Stages of the type `step`. */
  readonly steps: ReadonlySet<number>;
  readonly thresholds: readonly Threshold[];
  /** The operations of the thresholds, in the order in which seconds have them. */
  readonly watched: readonly string[];
  readonly abortOnThreshold: boolean;
  readonly deadAfterSeconds: number;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** So few have ended that one slow answer would decide. */
const MIN_SETTLED = 100;
const MIN_SECONDS = 5;
const MIN_DEAD_FAILURES = 5;

/** Follows a run second by second, and says when it has to end. */
export class LiveWatch {
  readonly #options: LiveWatchOptions;
  readonly #total: Scope;
  #step: Scope;
  #stepStage = -1;
  #lastAnswer: number | undefined;
  #failuresSince = 0;

  constructor(options: LiveWatchOptions) {
    this.#options = options;
    this.#total = new Scope(options.watched);
    this.#step = new Scope(options.watched);
  }

  /** @returns Why the run has to end now. Nothing when it goes on, or is over anyway. */
  see(second: number, collected: CollectedSecond): Ending | undefined {
    this.#report(second, collected);
    const broken = second < 0 ? undefined : this.#findBreak(second, collected);
    if (broken !== undefined || (second + 1) * 1000 >= this.#endMs) return broken;
    return this.#findDeath(second, collected.tally) ?? (second < 0 ? undefined : this.#findMissed(second));
  }

  /** @returns What the last step has missed. */
  finish(): Ending | undefined {
    return this.#judgeStep();
  }

  get #endMs(): number {
    return this.#options.timeline.at(-1)?.endMs ?? 0;
  }

  #report(second: number, collected: CollectedSecond): void {
    if (second >= 0) this.#total.add(collected);
    const { sent, answered, ok, errors, response } = this.#total.all;
    this.#options.onProgress?.({
      second,
      total_seconds: Math.ceil(this.#endMs / 1000),
      rate: collected.tally.answered,
      ...{ sent, answered, ok, errors: { ...errors } },
      ...percentilesOf(response),
    });
  }

  #findDeath(second: number, { answered, errors }: Tally): Ending | undefined {
    const since = this.#lastAnswer ?? second - 1;
    this.#lastAnswer = since;
    if (answered > 0) {
      this.#lastAnswer = second;
      this.#failuresSince = 0;
      return undefined;
    }
    this.#failuresSince += unansweredOf(errors);
    if (second - since < this.#options.deadAfterSeconds || this.#failuresSince < MIN_DEAD_FAILURES) return undefined;
    const reason = `The target is dead: for ${second - since} s nothing was answered, and ${this.#failuresSince} requests failed.`;
    return { status: 'aborted', reason };
  }

  /** A step is judged a second after its end, when most of its answers have come. */
  #findBreak(second: number, collected: CollectedSecond): Ending | undefined {
    const { timeline } = this.#options;
    const stage = timeline.find(({ startMs, endMs }) => startMs <= second * 1000 && second * 1000 < endMs);
    if (stage?.stage === this.#stepStage) {
      this.#step.add(collected);
      return undefined;
    }
    const broken = this.#judgeStep();
    this.#stepStage = stage?.stage ?? -1;
    this.#step = new Scope(this.#options.watched);
    this.#step.add(collected);
    return broken;
  }

  #judgeStep(): Ending | undefined {
    const { timeline, steps } = this.#options;
    const step = timeline.find(({ stage }) => stage === this.#stepStage);
    if (step === undefined || !steps.has(step.stage)) return undefined;
    const missed = this.#missedOf(this.#step, (step.endMs - step.startMs) / 1000);
    if (missed === undefined) return undefined;
    return { status: 'failed', reason: `Step ${step.stage + 1}, at ${step.to}, broke it: ${missed}.` };
  }

  /** Rates are known at the end only. */
  #findMissed(second: number): Ending | undefined {
    const { answered, errors } = this.#total.all;
    if (!this.#options.abortOnThreshold || (second < MIN_SECONDS && answered + errorCount(errors) < MIN_SETTLED))
      return undefined;
    const missed = this.#missedOf(this.#total, undefined);
    return missed === undefined ? undefined : { status: 'aborted', reason: `A threshold was missed: ${missed}.` };
  }

  /** @param seconds How long it took. Absent: not known yet. */
  #missedOf(scope: Scope, seconds: number | undefined): string | undefined {
    for (const threshold of this.#options.thresholds) {
      if (threshold.metric === 'rate' && seconds === undefined) continue;
      const tally = scope.of(threshold.operation);
      const value = valueOfThreshold(threshold, {
        sent: tally.sent,
        errors: tally.errors,
        response: tally.response,
        rate: tally.answered / (seconds ?? 1),
      });
      if (value !== undefined && !meetsThreshold(threshold, value))
        return `${threshold.expression} was ${Number(value.toPrecision(4))}`;
    }
    return undefined;
  }
}

/** What was counted over some seconds, in all and for each operation that is watched. */
class Scope {
  readonly all: Tally = new Tally();
  readonly #operations: ReadonlyMap<string, Tally>;

  constructor(watched: readonly string[]) {
    this.#operations = new Map(watched.map((operation) => [operation, new Tally()]));
  }

  add({ tally, operations }: CollectedSecond): void {
    this.all.add(tally);
    [...this.#operations.values()].forEach((operation, index) => {
      const other = operations[index];
      if (other !== undefined) operation.add(other);
    });
  }

  of(operation: string | undefined): Tally {
    return operation === undefined ? this.all : (this.#operations.get(operation) ?? new Tally());
  }
}

/** A target that lies is not dead. */
function unansweredOf({ connect = 0, tls = 0, timeout = 0, reset = 0 }: LoadErrors): number {
  return connect + tls + timeout + reset;
}
