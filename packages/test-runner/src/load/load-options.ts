import type { LoadPlan } from './load-plan.ts';
import type { LoadProgress } from './load-result.ts';

/** How a plan is carried out. */
export interface LoadTestOptions extends LoadPlan {
  /** Instead of the stages' levels, searches the highest rate that meets the thresholds. Open model only. */
  readonly knee?: KneeSearch | undefined;
  /** HTTP/2 where the server offers it. Default false. */
  readonly http2?: boolean | undefined;
  /** Certificate authorities in PEM, besides those that Node knows. */
  readonly ca?: string | undefined;
  /** Of all workers together. Default 4,096. */
  readonly maxConnections?: number | undefined;
  /** Threads that send. Default: one less than there are cores, at least one. */
  readonly workers?: number | undefined;
  /** This one's share when several machines run the same plan. */
  readonly shard?: LoadShard | undefined;
  /** A run whose requests have met with no answer, only with failures, for so long is given up. Default 5. */
  readonly deadAfterSeconds?: number | undefined;
  /** Ends the run, which keeps what it had. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each second. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

export interface LoadShard {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

export interface KneeSearch {
  /** Requests per second between which the knee is looked for. */
  readonly from: number;
  readonly to: number;
  /** How long each rate is tried. Default 10. */
  readonly seconds?: number | undefined;
  /** How near the highest rate that passed and the lowest that did not have to be, as a share. Default 0.05. */
  readonly precision?: number | undefined;
}
