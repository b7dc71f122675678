import type { SparseHistogram } from '../latency-histogram.ts';

/** How many requests failed. */
export interface ErrorsByKind {
  readonly [kind: string]: number | undefined;
}

/** What is compared of a load result. */
export interface ComparedRun {
  /** `open`, `closed` */
  readonly model?: string | undefined;
  /** Requests per second that were asked for. */
  readonly target_rate?: number | undefined;
  readonly concurrent_users?: number | undefined;
  readonly sent: number;
  readonly answered: number;
  readonly errors: ErrorsByKind;
  readonly response: { readonly histogram: SparseHistogram };
  /** One for each second of the measured time, without the warm-up. */
  readonly series: readonly ComparedSecond[];
  readonly operations?: readonly ComparedOperation[] | undefined;
  /** What it was measured on: only runs with the same fingerprint can be compared. */
  readonly machine?: { readonly fingerprint?: string | undefined } | undefined;
  /** Why the measuring side, not the server, may have set the figures. */
  readonly saturated?: { readonly reasons: readonly string[] } | undefined;
}

export interface ComparedSecond {
  /** The load at that time. Absent after its end, when late answers come in. */
  readonly level?: number | undefined;
  readonly sent: number;
  readonly answered: number;
  readonly errors: ErrorsByKind;
  readonly histogram: SparseHistogram;
}

export interface ComparedOperation {
  /** `GET /pets/{petId}` */
  readonly operation: string;
  readonly sent: number;
  readonly errors: ErrorsByKind;
  readonly response: { readonly histogram: SparseHistogram };
}
