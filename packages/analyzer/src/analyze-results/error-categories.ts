import { countErrors } from '../compare-runs/run-samples.ts';
import type { AnalyzedCluster, AnalyzedRun } from './analyzed-run.ts';

/** What failed, in one word. */
export interface ErrorCategory {
  /** `server_error`, `contract`, `validation`, `semantics`, `state`, `robustness`, `security`; of load runs `load_timeout`, `load_5xx` … */
  readonly category: string;
  /** Findings, or requests of a load run. */
  readonly count: number;
  /** Those that it is about, the first 50. */
  readonly operations: readonly string[];
}

const MAX_OPERATIONS = 50;

/** The most frequent first. */
export function errorCategories(run: AnalyzedRun): ErrorCategory[] {
  const categories = run.kind === 'load' ? ofLoad(run.result) : ofClusters(run.clusters);
  return categories.toSorted((a, b) => b.count - a.count);
}

function ofClusters(clusters: readonly AnalyzedCluster[]): ErrorCategory[] {
  return [...Map.groupBy(clusters, categoryOf)].map(([category, found]) => ({
    category,
    count: found.reduce((sum, { count }) => sum + count, 0),
    operations: [...new Set(found.flatMap(({ operations }) => operations))].slice(0, MAX_OPERATIONS),
  }));
}

/** Categories of the Web Fuzzing Commons, where the family says too little. */
export function categoryOf({ family, wfc }: AnalyzedCluster): string {
  if (wfc === 100) return 'server_error';
  if (family !== undefined) return family;
  if (wfc === undefined) return 'other';
  if (wfc >= 200) return 'security';
  return wfc === 101 ? 'contract' : wfc === 102 ? 'validation' : 'state';
}

function ofLoad({ errors, operations = [] }: Extract<AnalyzedRun, { kind: 'load' }>['result']): ErrorCategory[] {
  return Object.entries(errors).flatMap(([kind, count = 0]) => {
    const failing = operations.filter((operation) => (operation.errors[kind] ?? 0) > 0);
    const named = failing.toSorted((a, b) => countErrors(b.errors) - countErrors(a.errors));
    const category = `load_${kind}`;
    return count === 0
      ? []
      : { category, count, operations: named.map(({ operation }) => operation).slice(0, MAX_OPERATIONS) };
  });
}
