import type { TestExchange } from '../model/exchange.ts';
import type { SentByCase } from './execute-case.ts';

/** A request that may have done it. */
export type Suspect = SentByCase;

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY']);

/**
 * Who may have broken the server, the most likely first: those that broke it off before their own answer; then those that could
 * change something, from the last before it first showed, back; then all others.
 *
 * @param failing What showed that it is broken.
 */
export function suspects(seen: readonly SentByCase[], failing: TestExchange): readonly Suspect[] {
  const inOrder = seen.toSorted((a, b) => endOf(a.exchange) - endOf(b.exchange));
  const brokenAt = inOrder.find(({ exchange }) => isAlike(exchange, failing))?.exchange.startedAt ?? failing.startedAt;
  const ownFault = inOrder.filter(
    ({ exchange }) => exchange.failure !== undefined && exchange.failure.kind !== 'unreachable',
  );
  const before = inOrder.filter(({ exchange }) => exchange.startedAt <= brokenAt).toReversed();
  const changing = before.filter(({ exchange }) => !SAFE.has(exchange.request.method));
  const successful = changing.filter(({ exchange }) => (exchange.response?.status ?? 500) < 400);
  const ordered = [...ownFault, ...successful, ...changing, ...before];
  return [...new Map(ordered.map((sent) => [sent.testCase.id, sent])).values()];
}

function endOf({ startedAt, durationMs }: TestExchange): number {
  return startedAt + durationMs;
}

function isAlike(one: TestExchange, other: TestExchange): boolean {
  if (one.failure !== undefined || other.failure !== undefined) return one.failure?.kind === other.failure?.kind;
  return one.response?.status === other.response?.status && (one.response?.status ?? 0) >= 500;
}
