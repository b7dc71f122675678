import { LatencyHistogram } from '@mockloop/analyzer';
import type { TestExchange } from '../model/exchange.ts';
import type { Phase } from '../model/phase.ts';
import type { PhaseFigures, RunCoverage, RunWarning } from '../model/test-run.ts';
import { responseFor } from '../requests/response-for.ts';
import type { RunView } from './run-view.ts';

const MAX_NAMED = 100;

/** What a run has done so far: requests by phase and operation, and what hindered it. */
export class Ledger {
  readonly #view: RunView;
  readonly #called = new Set<string>();
  readonly #succeeded = new Set<string>();
  /** `GET /pets 200`: declared responses that were seen. */
  readonly #seen = new Set<string>();
  readonly #sentAs = new Set<string>();
  readonly #warnings = new Map<string, { readonly message: string; readonly operations: Set<string> }>();
  readonly #phases = new Map<Phase, { cases: number; requests: number; findings: number; ms: number }>();
  /** Absent while what was made is removed. */
  phase: Phase | undefined = 'preflight';
  /** Of all answers. */
  readonly latency: LatencyHistogram = new LatencyHistogram();

  constructor(view: RunView) {
    this.#view = view;
  }

  /** @param operation Key of the operation that was called, if one was. */
  noteExchange(exchange: TestExchange, operation: string | undefined): void {
    this.figures().requests += 1;
    this.#sentAs.add(exchange.request.identity);
    if (exchange.response !== undefined) this.latency.record(exchange.durationMs * 1000);
    const status = exchange.response?.status;
    if (operation === undefined) return;
    this.#called.add(operation);
    if (status === undefined) return;
    this.#view.knowledge.count(operation, status);
    if (status >= 200 && status < 300) this.#succeeded.add(operation);
    const read = this.#view.operation(operation);
    const declared = read && responseFor(read, status);
    if (declared !== undefined) this.#seen.add(`${operation} ${declared.status}`);
  }

  /** Figures of the phase that is under way. */
  figures(): { cases: number; requests: number; findings: number; ms: number } {
    const { phase } = this;
    const known = (phase && this.#phases.get(phase)) ?? { cases: 0, requests: 0, findings: 0, ms: 0 };
    if (phase !== undefined) this.#phases.set(phase, known);
    return known;
  }

  warn(code: string, message: string, operation?: string): void {
    const known = this.#warnings.get(code) ?? { message, operations: new Set<string>() };
    this.#warnings.set(code, known);
    if (operation !== undefined && known.operations.size < MAX_NAMED) known.operations.add(operation);
  }

  isWarned(code: string): boolean {
    return this.#warnings.has(code);
  }

  hasSucceeded(operation: string): boolean {
    return this.#succeeded.has(operation);
  }

  get sentAs(): readonly string[] {
    return [...this.#sentAs];
  }

  get phases(): readonly PhaseFigures[] {
    return [...this.#phases].map(([phase, { cases, requests, findings, ms }]) => ({
      phase,
      cases,
      requests,
      findings,
      duration_ms: Math.round(ms),
    }));
  }

  get warnings(): readonly RunWarning[] {
    return [...this.#warnings].map(([code, { message, operations }]) => ({
      code,
      message,
      ...(operations.size > 0 && { operations: [...operations] }),
    }));
  }

  get coverage(): RunCoverage {
    const { operations } = this.#view.plan;
    const declared = operations.flatMap(({ key }) => this.#view.operation(key)?.responses ?? []).length;
    const never = operations.filter(({ key }) => !this.#succeeded.has(key)).map(({ key }) => key);
    return {
      operations: operations.length,
      called: this.#called.size,
      succeeded: operations.length - never.length,
      never_succeeded: never.slice(0, MAX_NAMED),
      statuses: { declared, seen: this.#seen.size },
    };
  }
}
