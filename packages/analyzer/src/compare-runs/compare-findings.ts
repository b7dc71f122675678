import type { AnalyzedCluster, AnalyzedTestRun } from '../analyze-results/analyzed-run.ts';

/** What became of the causes that two runs found, ready for JSON. */
export interface FindingsComparison {
  /** `regression`: something is new. `improvement`: something is gone, and nothing is new. `inconclusive`: what is missing may not have been tested. */
  readonly verdict: 'regression' | 'improvement' | 'equivalent' | 'inconclusive';
  readonly new: readonly AnalyzedCluster[];
  readonly fixed: readonly AnalyzedCluster[];
  readonly persisting: readonly AnalyzedCluster[];
  /** What limits the comparison. */
  readonly reservations: readonly string[];
}

/** Compares what two functional or security runs found. What is only information counts for nothing. */
export function compareFindings(baseline: AnalyzedTestRun, comparison: AnalyzedTestRun): FindingsComparison {
  const before = countingClusters(baseline);
  const after = countingClusters(comparison);
  const added = [...after.values()].filter(({ key }) => !before.has(key));
  const fixed = [...before.values()].filter(({ key }) => !after.has(key));
  const isWhole = [baseline, comparison].every(({ status }) => status === 'passed' || status === 'failed');
  return {
    verdict: verdictOf(added.length, fixed.length, isWhole),
    new: added,
    fixed,
    persisting: [...after.values()].filter(({ key }) => before.has(key)),
    reservations: [
      ...(isWhole ? [] : ['One of the runs did not come to its end: what it did not find may still be there']),
      ...(baseline.plan.document?.digest === comparison.plan.document?.digest
        ? []
        : ['The document has changed between the runs']),
    ],
  };
}

function countingClusters({ clusters }: AnalyzedTestRun): ReadonlyMap<string, AnalyzedCluster> {
  return new Map(clusters.filter(({ severity }) => severity !== 'info').map((cluster) => [cluster.key, cluster]));
}

function verdictOf(added: number, fixed: number, isWhole: boolean): FindingsComparison['verdict'] {
  if (added > 0) return 'regression';
  if (!isWhole) return 'inconclusive';
  return fixed > 0 ? 'improvement' : 'equivalent';
}
