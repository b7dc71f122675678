import type { LoggedDecision, LogStore } from '@mockloop/log-store';
import type { Counters } from './admin/admin-host.ts';
import { type Answer, bodySize, loggedMessage } from './answer.ts';
import { correlationOf } from './correlation.ts';
import type { Exchange } from './exchange.ts';
import { DEFAULT_WORLD } from './worlds/worlds.ts';

/** Counts exchanges and hands them to the log. */
export class Recorder {
  readonly #logs: LogStore;
  readonly #byStatusClass: Record<string, number> = { '1xx': 0, '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 };
  #requests = 0;
  #inFlight = 0;
  #invalid = 0;

  constructor(logs: LogStore) {
    this.#logs = logs;
  }

  enter(): void {
    this.#inFlight++;
  }

  /** The answer is ready. */
  leave(): void {
    this.#inFlight--;
  }

  /** @returns A promise to wait for before the answer is sent, as `LogStore.append` gives it. */
  end(exchange: Exchange, answer: Answer): Promise<void> | undefined {
    const { request, operation, body, violations, world } = exchange;
    if (exchange.admin !== true) this.#count(answer.status, violations.length > 0);
    return this.#logs.append({
      time: request.time,
      method: request.method,
      path: request.path,
      query: request.query,
      route: operation?.path,
      operationId: operation?.operationId,
      status: answer.status,
      durationMs: performance.now() - request.start,
      request: { headers: request.headers(), body, size: bodySize(body) },
      response: loggedMessage(answer),
      client: request.client,
      userAgent: request.header('user-agent'),
      sessionId: request.header('x-session-id') ?? request.header('x-test-session'),
      world: world.id === DEFAULT_WORLD ? undefined : world.id,
      scenario: request.header('x-test-scenario') ?? exchange.scenario,
      correlationId: correlationOf(request)?.id,
      violations: violations.length === 0 ? undefined : violations,
      decision: decisionOf(exchange, answer),
      admin: exchange.admin,
    });
  }

  counters(): Counters {
    return {
      requests: this.#requests,
      inFlight: this.#inFlight,
      invalid: this.#invalid,
      byStatusClass: { ...this.#byStatusClass },
    };
  }

  #count(status: number, isInvalid: boolean): void {
    this.#requests++;
    if (isInvalid) this.#invalid++;
    const statusClass = `${Math.floor(status / 100)}xx`;
    this.#byStatusClass[statusClass] = (this.#byStatusClass[statusClass] ?? 0) + 1;
  }
}

/** The document alone needs no explanation: what it says can be read at any time. */
function decisionOf({ passed }: Exchange, { decision }: Answer): LoggedDecision | undefined {
  if (passed === undefined) return decision;
  return { ...(decision ?? DOCUMENT), passed };
}

const DOCUMENT: LoggedDecision = { by: 'document', why: 'nothing before it had an answer' };
