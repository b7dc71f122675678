import { LatencyHistogram, type SparseHistogram } from '@mockloop/analyzer';
import type { LoadErrorKind, LoadErrors } from './load-result.ts';

/** What a tally comes to, as it goes from thread to thread. */
export interface TallyReport {
  readonly sent: number;
  readonly answered: number;
  readonly ok: number;
  readonly errors: LoadErrors;
  readonly response: SparseHistogram;
}

/** Counts exchanges and how long they took. */
export class Tally {
  readonly response: LatencyHistogram = new LatencyHistogram();
  sent = 0;
  answered = 0;
  ok = 0;
  #errors: Partial<Record<LoadErrorKind, number>> = {};

  get errors(): LoadErrors {
    return this.#errors;
  }

  /** @param microseconds From when it was due to the end of its answer. */
  answer(status: number, microseconds: number): void {
    this.answered++;
    this.response.record(microseconds);
    if (status < 400) this.ok++;
    else this.fail(status < 500 ? '4xx' : '5xx');
  }

  fail(kind: LoadErrorKind, count = 1): void {
    this.#errors[kind] = (this.#errors[kind] ?? 0) + count;
  }

  merge({ sent, answered, ok, errors, response }: TallyReport): void {
    this.#count({ sent, answered, ok, errors });
    this.response.merge(LatencyHistogram.from(response));
  }

  add(other: Tally): void {
    this.#count(other);
    this.response.merge(other.response);
  }

  clear(): void {
    [this.sent, this.answered, this.ok, this.#errors] = [0, 0, 0, {}];
    this.response.clear();
  }

  toJSON(): TallyReport {
    const { sent, answered, ok, errors, response } = this;
    return { sent, answered, ok, errors: { ...errors }, response: response.toJSON() };
  }

  #count({ sent, answered, ok, errors }: Omit<TallyReport, 'response'>): void {
    this.sent += sent;
    this.answered += answered;
    this.ok += ok;
    for (const [kind, count] of Object.entries(errors)) this.fail(kind as LoadErrorKind, count);
  }
}
