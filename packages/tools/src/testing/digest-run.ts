import { nextActions } from '@mockloop/analyzer';
import type { Cluster, Finding, TestRun } from '@mockloop/test-runner';
import { runUri } from '../resources/test-run.ts';
import type { ClusterLine, FindingCounts, RunDigest } from './run-digest.ts';

const MAX_CLUSTERS = 10;

/** A functional or security run in short. */
export function digestRun(run: TestRun): RunDigest {
  const findings = new Map(run.findings.map((finding) => [finding.id, finding]));
  return {
    status: 'success',
    run_id: run.id,
    kind: run.kind,
    verdict: run.status,
    reason: run.reason,
    server_url: run.plan.server_url,
    seed: run.plan.seed,
    requests: run.requests,
    duration_ms: run.duration_ms,
    findings: countFindings(run),
    clusters: run.clusters.slice(0, MAX_CLUSTERS).map((cluster) => lineOf(cluster, findings)),
    cluster_count: run.clusters.length,
    coverage: { operations: run.coverage.operations, succeeded: run.coverage.succeeded },
    warnings: run.warnings.map(({ message, operations = [] }) => {
      const named = operations.slice(0, 3).join(', ');
      return `${message}${named === '' ? '' : ` (${named}${operations.length > 3 ? ', …' : ''})`}`;
    }),
    next_actions: nextActions(run),
    resource: runUri(run.id),
  };
}

function countFindings({ findings, suspicions }: TestRun): FindingCounts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0, suspicions: suspicions.length };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function lineOf(
  { key, check, severity, message, count, operations, finding_ids, pointer, line }: Cluster,
  findings: ReadonlyMap<string, Finding>,
): ClusterLine {
  const [first = ''] = finding_ids;
  return {
    key,
    check,
    severity,
    message,
    count,
    operations: operations.slice(0, 5),
    case_id: findings.get(first)?.case_id ?? '',
    pointer,
    line,
  };
}
