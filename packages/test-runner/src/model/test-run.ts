import type { Cluster, Finding } from './finding.ts';
import type { Phase } from './phase.ts';
import type { TestCase } from './test-case.ts';
import type { TestPlan } from './test-plan.ts';

export type ValidationMode = 'strict' | 'soft' | 'report_only';

/** What a functional or security run came to. Ready for JSON: what a store keeps and reports are made of. */
export interface TestRun {
  readonly format: 'mockloop-test-run/1';
  /** A UUID. */
  readonly id: string;
  readonly kind: 'functional' | 'security';
  /**
   * `failed`: a confirmed finding above `info` that `validation_mode` counts. `incomplete`: the run could not be carried out
   * or was never let in (`reason` says why). `cancelled`: somebody ended it. Both keep what was found.
   */
  readonly status: 'passed' | 'failed' | 'incomplete' | 'cancelled';
  readonly reason?: string | undefined;
  readonly validation_mode: ValidationMode;
  readonly plan: TestPlan;
  /** ISO 8601 in UTC. */
  readonly started_at: string;
  readonly finished_at: string;
  readonly duration_ms: number;
  readonly target: TargetFacts;
  readonly requests: number;
  /** How long answers took, in milliseconds. Figures are absent where there was none. */
  readonly latency: RunLatency;
  readonly phases: readonly PhaseFigures[];
  readonly coverage: RunCoverage;
  /** Confirmed, the gravest first. */
  readonly findings: readonly Finding[];
  readonly suspicions: readonly Finding[];
  /** Of the findings, the gravest first. */
  readonly clusters: readonly Cluster[];
  /** What hindered the run or limits what it says: no credentials, operations that never succeeded, a spent budget. */
  readonly warnings: readonly RunWarning[];
  /** What was tried, by check: what a pass means. */
  readonly checks: readonly CheckFigures[];
  /** The cases behind findings and suspicions, for replaying them. */
  readonly cases: readonly TestCase[];
  /** What was learnt of the API and replaying needs, as `Knowledge` writes it. */
  readonly knowledge: unknown;
}

export interface RunLatency {
  readonly count: number;
  readonly mean_ms?: number | undefined;
  readonly p50_ms?: number | undefined;
  readonly p90_ms?: number | undefined;
  readonly p95_ms?: number | undefined;
  readonly p99_ms?: number | undefined;
  readonly p999_ms?: number | undefined;
  readonly max_ms?: number | undefined;
}

/** What is known of the server under test. */
export interface TargetFacts {
  /** It is a mock of MockLoop. */
  readonly is_mock: boolean;
  /** Whether what is created can be read afterwards; absent where nobody has tried. */
  readonly is_stateful?: boolean | undefined;
  /** It takes any well-formed credential: a mock without `--auth strict`. */
  readonly takes_any_credential?: boolean | undefined;
  /** Names of the identities that requests were sent as. */
  readonly identities: readonly string[];
}

export interface PhaseFigures {
  readonly phase: Phase;
  readonly cases: number;
  readonly requests: number;
  readonly findings: number;
  readonly duration_ms: number;
}

export interface RunCoverage {
  readonly operations: number;
  /** Operations that were called at all. */
  readonly called: number;
  /** Operations that answered with 2xx at least once. */
  readonly succeeded: number;
  /** Keys of those that never did; the first 100. */
  readonly never_succeeded: readonly string[];
  /** Declared responses that were seen, of all. */
  readonly statuses: { readonly declared: number; readonly seen: number };
}

export interface RunWarning {
  /** Stable, snake_case: `identity_missing`. */
  readonly code: string;
  readonly message: string;
  readonly operations?: readonly string[] | undefined;
}

export interface CheckFigures {
  readonly check: string;
  /** How often something could have been found. */
  readonly tried: number;
  readonly findings: number;
}
