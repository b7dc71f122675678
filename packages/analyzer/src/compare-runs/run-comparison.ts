/**
 * `regression`, `improvement`: a difference that is certain and large enough to matter. `equivalent`: certainly smaller than
 * that. `inconclusive`: neither is certain; more data would tell.
 */
export type ComparisonVerdict = 'regression' | 'improvement' | 'equivalent' | 'inconclusive';

export type ComparedMetric = 'response_time' | 'p95' | 'p99' | 'error_rate' | 'throughput';

/** One figure of two runs, ready for JSON. */
export interface ComparedFigure {
  readonly metric: ComparedMetric;
  readonly unit: 'ms' | 'share' | 'per_second';
  /** The median, for `response_time`. */
  readonly baseline: number;
  readonly comparison: number;
  /** In the unit, for `response_time` the Hodges-Lehmann shift: the middle of how much slower an answer is than any of the baseline. */
  readonly change: number;
  /** `change` as a share of the baseline: 0.08 for 8 % more. Absent where the baseline is 0. */
  readonly change_ratio?: number;
  /** Holds the true change with this confidence, in the unit. Absent where nothing tells how much the figure varies. */
  readonly interval?: { readonly low: number; readonly high: number; readonly confidence: number };
  /** How probable a change as large is between equal runs; takes into account that neighbours in time resemble each other. */
  readonly p: number;
  /** The same, made for how many figures were looked at (Benjamini-Hochberg). */
  readonly p_adjusted: number;
  /** Smaller changes do not count, in the unit. */
  readonly smallest_that_counts: number;
  readonly verdict: ComparisonVerdict;
  /** How much longer both runs would have to be; estimated from the figure at hand. Only for `inconclusive`. */
  readonly more_seconds_needed?: number;
}

export interface OperationComparison {
  readonly operation: string;
  readonly verdict: ComparisonVerdict;
  readonly figures: readonly ComparedFigure[];
}

/** What a comparison of two load results comes to, ready for JSON. */
export type RunComparison =
  | {
      readonly comparable: true;
      /** The gravest of all figures; `equivalent` only where all are. */
      readonly verdict: ComparisonVerdict;
      readonly figures: readonly ComparedFigure[];
      /** Those that changed first. */
      readonly operations: readonly OperationComparison[];
      /** For the whole runs, of the figure that lacks the most. */
      readonly more_seconds_needed?: number;
    }
  | {
      readonly comparable: false;
      /** Why figures of the two would say nothing about the server. */
      readonly reasons: readonly string[];
    };
