import type { LogEntry } from '@mockloop/log-store';
import { endpointOf, type FailedRequest, type FailureGroup, type FailureReason, failureReasons } from './failures.ts';

/** Different reasons that are kept of one operation. */
const MAX_REASONS = 50;
/** Failed requests that are kept one by one. */
const MAX_REQUESTS = 200;

/** What is known of failed requests, however many entries were looked at. */
export interface FailureTally {
  /** How many entries were looked at. */
  readonly entries: number;
  readonly failed: number;
  /** By operation: `GET /pets/{petId}`. */
  readonly byOperation: ReadonlyMap<string, OperationFailures>;
  /** Some of them, in the order in which they were added. */
  readonly requests: readonly FailedRequest[];
}

export interface OperationFailures {
  readonly failed: number;
  /** The most frequent first. */
  readonly reasons: readonly FailureGroup[];
}

/** Collects failed requests of a log that is read bit by bit, in bounded memory. */
export class FailureCollector {
  readonly #operations = new Map<string, { failed: number; readonly reasons: Map<string, FailureGroup> }>();
  readonly #requests: FailedRequest[] = [];
  #entries = 0;
  #failed = 0;

  add(entry: LogEntry): void {
    this.#entries++;
    const reasons = failureReasons(entry);
    if (reasons.length === 0) return;
    this.#failed++;
    this.#count(entry, reasons);
    if (this.#requests.length < MAX_REQUESTS) this.#requests.push(toFailedRequest(entry, reasons));
  }

  tally(): FailureTally {
    const byOperation = new Map(
      [...this.#operations].map(([key, { failed, reasons }]) => [
        key,
        { failed, reasons: [...reasons.values()].toSorted((a, b) => b.count - a.count) },
      ]),
    );
    return { entries: this.#entries, failed: this.#failed, byOperation, requests: this.#requests };
  }

  #count(entry: LogEntry, reasons: readonly FailureReason[]): void {
    const key = endpointOf(entry);
    const operation = this.#operations.get(key) ?? { failed: 0, reasons: new Map<string, FailureGroup>() };
    this.#operations.set(key, operation);
    operation.failed++;
    for (const reason of reasons) {
      const name = `${reason.kind} ${reason.message}`;
      const known = operation.reasons.get(name);
      if (known === undefined && operation.reasons.size >= MAX_REASONS) continue;
      operation.reasons.set(name, {
        ...reason,
        count: (known?.count ?? 0) + 1,
        example_id: known?.example_id ?? entry.id,
      });
    }
  }
}

function toFailedRequest(entry: LogEntry, reasons: readonly FailureReason[]): FailedRequest {
  const { id, time, method, path, status, durationMs } = entry;
  return { id, time, method, path, operation: endpointOf(entry), status, response_time_ms: durationMs, reasons };
}
