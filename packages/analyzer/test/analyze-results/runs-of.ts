import type { AnalyzedCluster, AnalyzedLoad, AnalyzedLoadRun, AnalyzedTestRun } from '../../src/index.ts';
import { histogramOf, runOf, type SecondOf } from '../compare-runs/run-of.ts';

/** A cluster with one finding, and defaults for what a test does not care about. */
export function clusterOf(values: Partial<AnalyzedCluster> = {}): AnalyzedCluster {
  const { check = 'response-schema', signature = 'required: /name' } = values;
  const key = `${check}/${signature}`;
  return {
    key,
    check,
    signature,
    family: 'contract',
    severity: 'medium',
    confidence: 'confirmed',
    message: 'name is missing',
    count: 1,
    operations: ['GET /pets'],
    finding_ids: [`${key}-1`],
    ...values,
  };
}

interface TestRunOf extends Partial<Omit<AnalyzedTestRun, 'clusters' | 'findings' | 'target'>> {
  readonly clusters?: readonly AnalyzedCluster[];
  readonly isMock?: boolean;
  readonly observed?: string;
  readonly repeated?: { readonly shown: number; readonly tried: number };
  readonly digest?: string;
  readonly serverUrl?: string;
}

export function testRunOf(values: TestRunOf = {}): AnalyzedTestRun {
  const { clusters = [], isMock = false, observed, repeated = { shown: 3, tried: 3 }, digest = 'd1' } = values;
  const serverUrl = values.serverUrl ?? (isMock ? 'http://127.0.0.1:8000' : 'http://127.0.0.1:3000');
  return {
    id: 'run-1',
    kind: 'functional',
    status: clusters.length > 0 ? 'failed' : 'passed',
    started_at: '2026-11-21T10:00:00.000Z',
    requests: 100,
    coverage: { operations: 10, succeeded: 10 },
    warnings: [],
    ...values,
    plan: { server_url: serverUrl, document: { digest } },
    target: { is_mock: isMock },
    clusters,
    findings: clusters.flatMap(({ finding_ids: ids, check }) =>
      ids.map((id) => ({ id, case_id: `case of ${id}`, check, phase: 'coverage', observed, repeated })),
    ),
  };
}

export function loadRunOf(
  seconds: readonly SecondOf[],
  result: Partial<AnalyzedLoad> = {},
  run: Partial<AnalyzedLoadRun> = {},
): AnalyzedLoadRun {
  const measured = runOf(seconds);
  const all = seconds.flatMap(({ latencies }) => latencies);
  const p = (values: readonly number[], percent: number): number =>
    (histogramOf(values).percentile(percent) ?? 0) / 1_000;
  return {
    id: 'load-1',
    kind: 'load',
    status: 'passed',
    started_at: '2026-11-21T10:00:00.000Z',
    server_url: 'http://127.0.0.1:3000',
    ...run,
    result: {
      ...measured,
      achieved_rate: measured.answered / seconds.length,
      response: { ...measured.response, p50_ms: p(all, 50), p95_ms: p(all, 95), p99_ms: p(all, 99) },
      series: measured.series.map((second, index) => ({ ...second, p95_ms: p(seconds[index]?.latencies ?? [], 95) })),
      ...result,
    },
  };
}
