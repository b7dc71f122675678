import type { Budget } from '../model/test-plan.ts';
import { RunOverError } from './run-over-error.ts';

/** What a part of a run may go up to. */
export interface BudgetLimit {
  readonly requests: number;
  /** Since the run began. */
  readonly ms: number;
}

/** Counts what a run spends. A part of it is kept for repeating what was noticed, and for cleaning up. */
export class RunBudget {
  #used = 0;
  readonly #budget: Budget;
  readonly #now: () => number;
  readonly #startedAt: number;

  /** @param now Milliseconds, from whenever. */
  constructor(budget: Budget, now: () => number) {
    this.#budget = budget;
    this.#now = now;
    this.#startedAt = now();
  }

  get used(): number {
    return this.#used;
  }

  get elapsedMs(): number {
    return this.#now() - this.#startedAt;
  }

  /** What new cases may go up to. */
  get forCases(): BudgetLimit {
    const { max_requests: requests, max_seconds: seconds } = this.#budget;
    const kept = Math.min(150, Math.ceil(requests * 0.05));
    return { requests: requests - kept, ms: seconds * 950 };
  }

  /** The share of a part, of what is left for it and those that come after it. */
  shareOf(share: number, ofShares: number): BudgetLimit {
    const { requests, ms } = this.forCases;
    const part = Math.min(1, share / ofShares);
    return {
      requests: Math.round(this.#used + Math.max(0, requests - this.#used) * part),
      ms: Math.round(this.elapsedMs + Math.max(0, ms - this.elapsedMs) * part),
    };
  }

  reaches(limit: BudgetLimit): boolean {
    return this.#used >= limit.requests || this.elapsedMs >= limit.ms;
  }

  /** @throws {RunOverError} where all requests have been sent. */
  take(): void {
    if (this.#used >= this.#budget.max_requests)
      throw new RunOverError('requests', `All ${this.#budget.max_requests} requests of the budget were sent.`);
    this.#used += 1;
  }
}
