import { LatencyHistogram } from '@mockloop/analyzer';
import type { LatencySummary, LoadCounts, LoadMachine, LoadResult } from './load-result.ts';
import { loadResultOf } from './load-result-of.ts';
import { fingerprintOf } from './machine.ts';
import type { Ending, MeasuredOperation, MeasuredSecond, MeasuredStage, Measurement } from './measurement.ts';
import { Tally } from './tally.ts';

/**
 * One result of what several agents have measured while they shared a plan by `shard`: counts are added, and percentiles are
 * those of all answers together, since histograms merge without loss.
 *
 * @throws {TypeError} When there is none, or they are not of one plan.
 */
export function mergeLoadResults(results: readonly LoadResult[]): LoadResult {
  const [first] = results;
  if (first === undefined) throw new TypeError('There is no result to merge');
  for (const result of results) checkSamePlan(first, result);
  return loadResultOf(measurementOf(first, results));
}

function measurementOf(first: LoadResult, results: readonly LoadResult[]): Measurement {
  const sum = (figureOf: (result: LoadResult) => number | undefined): number =>
    results.reduce((total, result) => total + (figureOf(result) ?? 0), 0);
  return {
    model: first.model,
    serverUrl: first.server_url,
    seed: first.seed,
    startedAt: results.map(({ started_at }) => started_at).toSorted()[0] ?? first.started_at,
    warmUpSeconds: first.warm_up_seconds,
    durationMs: Math.max(...results.map(({ duration_ms }) => duration_ms)),
    operations: operationsOf(results),
    stages: stagesOf(first, results),
    seconds: secondsOf(results),
    lag: histogramOf(results.map(({ dispatch_lag }) => dispatch_lag)),
    dropped: sum(({ dropped }) => dropped),
    achievedRate: sum(({ achieved_rate }) => achieved_rate),
    ...(first.model === 'open'
      ? { targetRate: sum(({ target_rate }) => target_rate) }
      : { concurrentUsers: sum(({ concurrent_users }) => concurrent_users) }),
    utilization: Math.max(...results.map(({ worker_utilization }) => worker_utilization)),
    saturation: [...new Set(results.flatMap(({ saturated }) => saturated?.reasons ?? []))],
    thresholds: first.thresholds.map(({ expression }) => expression),
    ...(first.apdex !== undefined && {
      apdex: {
        threshold_ms: first.apdex.threshold_ms,
        satisfied: sum(({ apdex }) => apdex?.satisfied),
        tolerating: sum(({ apdex }) => apdex?.tolerating),
      },
    }),
    machine: machineOf(results.map(({ machine }) => machine)),
    ending: endingOf(results),
  };
}

function checkSamePlan(first: LoadResult, other: LoadResult): void {
  const planOf = ({ model, seed, server_url, stages, operations, thresholds }: LoadResult): string =>
    JSON.stringify([
      [model, seed, server_url],
      stages.map(({ type, seconds, level, from }) => [type, seconds, level, from]),
      operations.map(({ operation }) => operation),
      thresholds.map(({ expression }) => expression),
    ]);
  if (planOf(first) !== planOf(other)) throw new TypeError('Only results of one plan, with one seed, can be merged');
}

function operationsOf(results: readonly LoadResult[]): readonly MeasuredOperation[] {
  return (results[0]?.operations ?? []).map(({ operation }, index) => {
    const parts = results.flatMap(({ operations }) => operations[index] ?? []);
    return { operation, tally: tallyOf(parts), service: histogramOf(parts.map(({ service }) => service)) };
  });
}

function stagesOf(first: LoadResult, results: readonly LoadResult[]): readonly MeasuredStage[] {
  return first.stages.map(({ type, seconds, level, from }, index) => ({
    stage: { type, seconds, level, ...(from !== undefined && { from }) },
    tally: tallyOf(results.flatMap(({ stages }) => stages[index] ?? [])),
  }));
}

function secondsOf(results: readonly LoadResult[]): ReadonlyMap<number, MeasuredSecond> {
  const groups = Map.groupBy(
    results.flatMap(({ series }) => series),
    ({ second }) => second,
  );
  const seconds = new Map<number, MeasuredSecond>();
  for (const [second, parts] of groups) {
    const tally = tallyOf(parts.map((part) => ({ ...part, response: { histogram: part.histogram } })));
    seconds.set(second, { report: tally.toJSON(), level: parts[0]?.level });
  }
  return seconds;
}

function tallyOf(parts: readonly (LoadCounts & { readonly response: Pick<LatencySummary, 'histogram'> })[]): Tally {
  const tally = new Tally();
  for (const { sent, answered, ok, errors, response } of parts)
    tally.merge({ sent, answered, ok, errors, response: response.histogram });
  return tally;
}

function histogramOf(summaries: readonly (LatencySummary | undefined)[]): LatencyHistogram {
  const all = new LatencyHistogram();
  for (const summary of summaries) {
    if (summary !== undefined) all.merge(LatencyHistogram.from(summary.histogram));
  }
  return all;
}

function machineOf(machines: readonly LoadMachine[]): LoadMachine {
  const total = (figureOf: (machine: LoadMachine) => number): number =>
    machines.reduce((sum, machine) => sum + figureOf(machine), 0);
  return {
    cores: total(({ cores }) => cores),
    node: [...new Set(machines.map(({ node }) => node))].toSorted().join(', '),
    workers: total(({ workers }) => workers),
    fingerprint: fingerprintOf(machines.map(({ fingerprint }) => fingerprint).toSorted()),
  };
}

/** What ended one agent's part early is how the whole ended. */
function endingOf(results: readonly LoadResult[]): Ending | undefined {
  for (const status of ['cancelled', 'aborted'] as const) {
    const result = results.find((candidate) => candidate.status === status);
    if (result !== undefined) return { status, reason: result.status_reason ?? status };
  }
  const broken = results.find(({ status, status_reason }) => status === 'failed' && status_reason !== undefined);
  return broken === undefined ? undefined : { status: 'failed', reason: broken.status_reason ?? '' };
}
