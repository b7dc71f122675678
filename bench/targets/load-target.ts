import { type LoadResult, runLoadTest } from '@mockloop/test-runner/load';
import type { Fault } from './fault.ts';
import type { FaultFigures } from './match-findings.ts';

const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['GET /balances', '/balances'],
  ['GET /statistics', '/statistics'],
  ['GET /exports/transfers.csv', '/exports/transfers.csv'],
  ['GET /accounts/{account_id}/statement', '/accounts/acc-000001/statement'],
]);
/** What each operation is held to: as somebody who knows the API would. */
const MAX_ERROR_RATE = 0.01;
const MAX_LOAD_MS = 60_000;
const LIMITS = ['p95{}<100', `error_rate{}<${MAX_ERROR_RATE}`];

export interface LoadFigures {
  readonly status: string;
  /** The measuring side was too busy for its times to count. */
  readonly isSaturated: boolean;
  /** Limits that were missed, as `p95{GET /balances}<100`. */
  readonly missed: readonly string[];
  readonly requests: number;
}

/** Sends 240 requests per second, spread over the operations that compute something, for some seconds. */
export async function loadTarget(serverUrl: string, seed: string): Promise<LoadFigures> {
  const requests = [...OPERATIONS].map(([operation, target]) => ({ operation, method: 'GET', target }));
  const result = await runLoadTest({
    serverUrl,
    seed,
    requests,
    stages: [{ type: 'steady', seconds: 8, level: 240 }],
    warmUpSeconds: 1,
    signal: AbortSignal.timeout(MAX_LOAD_MS),
    thresholds: requests.flatMap(({ operation }) => LIMITS.map((limit) => limit.replace('{}', `{${operation}}`))),
  });
  const missed = missedOf(result).map(({ expression }) => expression);
  return { status: result.status, isSaturated: result.saturated !== undefined, missed, requests: result.sent };
}

// A measuring side that was too busy says nothing of times; but errors that were answered, the server has answered.
function missedOf({ saturated, thresholds }: LoadResult): LoadResult['thresholds'] {
  if (saturated === undefined) return thresholds.filter(({ passed }) => !passed);
  return thresholds.filter(
    ({ expression, value = 0 }) => expression.startsWith('error_rate') && value >= MAX_ERROR_RATE,
  );
}

/** Which load faults missed limits give away. */
export function matchLimits(faults: readonly Fault[], missed: readonly string[]): readonly FaultFigures[] {
  return faults.map((fault) => ({
    fault: fault.id,
    where: fault.where,
    class: fault.class,
    found_by: missed
      .filter((limit) => limit.includes(`{${fault.where}}`))
      .map((limit) => `load/${limit.split('{')[0]}`),
  }));
}
