import type { ComparedOperation, ComparedRun, ComparedSecond, ErrorsByKind } from '../compare-runs/compared-run.ts';

export type FindingSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** What is analysed of a finding. */
export interface AnalyzedFinding {
  readonly id: string;
  readonly case_id: string;
  readonly check: string;
  readonly phase: string;
  readonly observed?: string | undefined;
  /** How often it showed itself, of how often it was tried. */
  readonly repeated?: { readonly shown: number; readonly tried: number } | undefined;
}

/** What is analysed of findings with one cause. */
export interface AnalyzedCluster {
  readonly key: string;
  readonly check: string;
  readonly family?: string | undefined;
  readonly severity: FindingSeverity;
  readonly confidence?: 'confirmed' | 'suspicion' | undefined;
  readonly message: string;
  readonly signature: string;
  /** Part of the document that is broken: a JSON Pointer. */
  readonly pointer?: string | undefined;
  readonly line?: number | undefined;
  readonly count: number;
  readonly operations: readonly string[];
  /** Where `operations` does not name all. */
  readonly operation_count?: number | undefined;
  readonly finding_ids: readonly string[];
  readonly wfc?: number | undefined;
}

/** What is analysed of a functional or security run. */
export interface AnalyzedTestRun {
  readonly id: string;
  readonly kind: 'functional' | 'security';
  readonly status: string;
  /** ISO 8601. */
  readonly started_at: string;
  readonly plan: {
    readonly server_url: string;
    readonly seed?: string | undefined;
    readonly document?: { readonly digest: string } | undefined;
  };
  readonly target: { readonly is_mock: boolean };
  readonly requests: number;
  readonly coverage: {
    readonly operations: number;
    readonly succeeded: number;
  };
  readonly findings: readonly AnalyzedFinding[];
  readonly clusters: readonly AnalyzedCluster[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** What is analysed of a load run. */
export interface AnalyzedLoadRun {
  readonly id: string;
  readonly kind: 'load';
  readonly status: string;
  readonly started_at: string;
  readonly server_url: string;
  readonly result: AnalyzedLoad;
}

export interface AnalyzedLoad extends ComparedRun {
  readonly achieved_rate: number;
  readonly response: ComparedRun['response'] & LatencyFigures;
  readonly series: readonly (ComparedSecond & { readonly p95_ms?: number | undefined })[];
  readonly operations?: readonly (ComparedOperation & { readonly response: LatencyFigures })[] | undefined;
  readonly stages?: readonly AnalyzedStage[] | undefined;
  readonly thresholds?:
    | readonly { readonly expression: string; readonly value?: number | undefined; readonly passed: boolean }[]
    | undefined;
}

export interface LatencyFigures {
  readonly mean_ms?: number | undefined;
  readonly p50_ms?: number | undefined;
  readonly p95_ms?: number | undefined;
  readonly p99_ms?: number | undefined;
}

export interface AnalyzedStage {
  /** `ramp`, `steady`, `step` … */
  readonly type: string;
  readonly seconds: number;
  /** Requests per second, or concurrent users. */
  readonly level: number;
  readonly sent: number;
  readonly answered: number;
  readonly errors: ErrorsByKind;
  readonly response: LatencyFigures;
}

export type AnalyzedRun = AnalyzedTestRun | AnalyzedLoadRun;
