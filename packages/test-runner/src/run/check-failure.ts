import type { TestExchange, TransportFailureKind } from '../model/exchange.ts';
import type { Observation } from '../model/observation.ts';

/** What it means where a server that is there gives no complete answer. Whether it is there, the guard finds out. */
const CHECKS: Readonly<Partial<Record<TransportFailureKind, string>>> = {
  reset: 'connection-broken',
  timeout: 'answer-timed-out',
  malformed: 'answer-malformed',
  too_large: 'answer-too-large',
};

/** @param operation Key of the operation that was called. */
export function checkFailure({ request, failure }: TestExchange, operation: string): readonly Observation[] {
  const check = failure && CHECKS[failure.kind];
  if (failure === undefined || check === undefined) return [];
  return [
    {
      check,
      operation,
      message: `${request.method} ${request.target} got no complete answer: ${failure.message}.`,
      expected: 'a complete HTTP answer',
      observed: failure.message,
      signature: `${failure.kind} ${operation}`,
    },
  ];
}
