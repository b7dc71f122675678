import type { AnalyzedCluster, AnalyzedTestRun } from './analyzed-run.ts';
import { type Cause, type Clue, clusterClues } from './cluster-clues.ts';

/** Why a cluster is there, the likeliest first. */
export interface RankedCause {
  /** Key of the cluster. */
  readonly cluster: string;
  readonly cause: Cause;
  /** From 0 to 1; all causes of a cluster together have 1. */
  readonly likelihood: number;
  /** What speaks for it. */
  readonly evidence: readonly string[];
  /** The others that are possible. */
  readonly alternatives: readonly {
    readonly cause: Cause;
    readonly likelihood: number;
    readonly evidence: readonly string[];
  }[];
}

/** The run that is explained, and others that tell more about it. */
export interface RunContext {
  readonly run: AnalyzedTestRun;
  /** The newest run with the same document against the other kind of server: the mock, or the real one. */
  readonly counterpart?: AnalyzedTestRun | undefined;
  /** The run of the same kind before it, against the same server. */
  readonly previous?: AnalyzedTestRun | undefined;
}

/** The gravest cluster first, as the run has them. */
export function rankedCauses(context: RunContext): RankedCause[] {
  return context.run.clusters.flatMap((cluster) => rankCauses(cluster, context) ?? []);
}

function rankCauses(cluster: AnalyzedCluster, context: RunContext): RankedCause | undefined {
  // Against a mock there is no server whose code could be wrong, and the other way round.
  const possible: readonly Cause[] = ['document', context.run.target.is_mock ? 'mock' : 'server', 'environment'];
  const clues = clusterClues(cluster, context);
  const weights = possible.map((cause) => Math.exp(weightOf(cause, clues)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const ranked = possible
    .map((cause, index) => ({
      cause,
      likelihood: (weights[index] ?? 0) / sum,
      evidence: clues.filter((clue) => clue.cause === cause && clue.weight > 0).map(({ text }) => text),
    }))
    .toSorted((a, b) => b.likelihood - a.likelihood);
  const [first, ...alternatives] = ranked;
  return first && { cluster: cluster.key, ...first, alternatives };
}

function weightOf(cause: Cause, clues: readonly Clue[]): number {
  return clues.reduce((sum, clue) => (clue.cause === cause ? sum + clue.weight : sum), 0);
}
