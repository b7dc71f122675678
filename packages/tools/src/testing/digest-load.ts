import { nextActions } from '@mockloop/analyzer';
import type { LoadRun } from '@mockloop/test-runner';
import type { LatencySummary, LoadOperationResult, LoadResult } from '@mockloop/test-runner/load';
import { runUri } from '../resources/test-run.ts';
import { figuresOf } from './figures-of.ts';
import type { RunVerdict } from './run-digest.ts';
import type { LoadFigures, RunLoadTestResult } from './run-load-test.ts';

const VERDICTS: Readonly<Record<LoadResult['status'], RunVerdict>> = {
  passed: 'passed',
  failed: 'failed',
  inconclusive: 'inconclusive',
  cancelled: 'cancelled',
  aborted: 'failed',
};

/** A load run in short. */
export function digestLoad(run: LoadRun): RunLoadTestResult {
  const { result } = run;
  return {
    status: 'success',
    run_id: run.id,
    kind: 'load',
    verdict: VERDICTS[run.status],
    reason: run.reason,
    server_url: run.server_url,
    seed: run.seed,
    requests: result.sent,
    duration_ms: run.duration_ms,
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0, suspicions: 0 },
    clusters: [],
    cluster_count: 0,
    warnings: leftOut(run),
    next_actions: nextActions(run),
    resource: runUri(run.id),
    load: loadFigures(result),
  };
}

function leftOut({ left_out: operations = [] }: LoadRun): string[] {
  if (operations.length === 0) return [];
  const named = `${operations.slice(0, 10).join(', ')}${operations.length > 10 ? ', …' : ''}`;
  return [`Not put under load, because no request of theirs was answered with 2xx: ${named}.`];
}

function loadFigures(result: LoadResult): LoadFigures {
  return {
    model: result.model,
    sent: result.sent,
    ok: result.ok,
    errors: figuresOf(result.errors),
    achieved_rate: result.achieved_rate,
    response: timesOf(result.response),
    service: timesOf(result.service),
    thresholds: result.thresholds,
    apdex: result.apdex?.score,
    saturated: result.saturated?.reasons,
    knee_rate: result.knee?.rate,
    operations: slowest(result.operations),
  };
}

function timesOf({ histogram: _, count: __, ...times }: LatencySummary): Readonly<Record<string, number>> {
  return figuresOf(times);
}

function slowest(operations: readonly LoadOperationResult[]): LoadFigures['operations'] {
  return operations
    .toSorted((a, b) => (b.response.p95_ms ?? 0) - (a.response.p95_ms ?? 0))
    .slice(0, 10)
    .map(({ operation, sent, ok, response: { p50_ms, p95_ms, p99_ms } }) => ({
      operation,
      sent,
      errors: sent - ok,
      p50_ms,
      p95_ms,
      p99_ms,
    }));
}
