import type { SparseHistogram } from '@mockloop/analyzer';
import type { LoadModel, LoadStage } from './load-plan.ts';

/**
 * - `passed`, `failed`: by the thresholds.
 * - `inconclusive`: the measuring side was saturated, so that no threshold can pass.
 * - `cancelled`: by the caller. `aborted`: a threshold was missed, or the target was dead. Both keep what was measured.
 */
export type LoadStatus = 'passed' | 'failed' | 'inconclusive' | 'cancelled' | 'aborted';

/** Why a request has failed. `4xx` and `5xx` were answered, the others were not. */
export type LoadErrorKind = 'connect' | 'tls' | 'timeout' | 'reset' | 'malformed' | '4xx' | '5xx';

export type LoadErrors = Readonly<Partial<Record<LoadErrorKind, number>>>;

/** Percentiles are within 0.1 %, the others exact. Absent where nothing was measured. */
export interface LatencySummary {
  readonly count: number;
  readonly mean_ms?: number;
  readonly p50_ms?: number;
  readonly p90_ms?: number;
  readonly p95_ms?: number;
  readonly p99_ms?: number;
  readonly p999_ms?: number;
  readonly max_ms?: number;
  readonly histogram: SparseHistogram;
}

export interface LoadCounts {
  readonly sent: number;
  /** With any status. */
  readonly answered: number;
  /** Answered with a status below 400. */
  readonly ok: number;
  readonly errors: LoadErrors;
}

export interface LoadStageResult extends LoadStage, LoadCounts {
  readonly response: LatencySummary;
}

export interface LoadOperationResult extends LoadCounts {
  readonly operation: string;
  readonly response: LatencySummary;
  readonly service: LatencySummary;
}

/** What happened within one second of the run: what was sent in it, and what was answered or failed in it. */
export interface LoadSecond extends LoadCounts {
  /** From 0, the first after the warm-up. */
  readonly second: number;
  /** Requests per second (open model) or users (closed model) in the middle of it. Absent after the last stage. */
  readonly level?: number;
  readonly p50_ms?: number;
  readonly p95_ms?: number;
  readonly p99_ms?: number;
  /** Of response times. */
  readonly histogram: SparseHistogram;
}

export interface ThresholdResult {
  readonly expression: string;
  /** Milliseconds, requests per second, or a share. Absent when nothing was measured. */
  readonly value?: number;
  /** False, too, when nothing was measured or the measuring side was saturated. */
  readonly passed: boolean;
}

export interface LoadApdex {
  readonly threshold_ms: number;
  /** Requests answered without an error within the threshold, and within four times of it. */
  readonly satisfied: number;
  readonly tolerating: number;
  /** From 0 to 1. */
  readonly score: number;
}

export interface LoadProbe {
  readonly rate: number;
  readonly status: LoadStatus;
  readonly p99_ms?: number;
  readonly error_rate?: number;
}

export interface LoadKnee {
  /** The highest rate, in requests per second, that met the thresholds. */
  readonly rate: number;
  /** The lowest rate that did not. Absent when all did. */
  readonly failed_at?: number;
  readonly probes: readonly LoadProbe[];
}

export interface LoadMachine {
  readonly cores: number;
  readonly node: string;
  /** Threads that sent. */
  readonly workers: number;
  /** Equal on machines whose figures may be compared. */
  readonly fingerprint: string;
}

/** Everything that a load test has measured, ready for JSON. Those of several agents merge without loss. */
export interface LoadResult extends LoadCounts {
  readonly model: LoadModel;
  readonly status: LoadStatus;
  /** Why it is neither passed nor failed, or where it broke. */
  readonly status_reason?: string;
  readonly server_url: string;
  readonly seed: string;
  /** ISO 8601. */
  readonly started_at: string;
  /** From the end of the warm-up to the last request that was due: answers may have come later. */
  readonly duration_ms: number;
  readonly warm_up_seconds: number;
  /** Requests that were due, but for which no connection became free. Absent when there was none. */
  readonly dropped?: number;
  /** Answers per second while requests were sent. */
  readonly achieved_rate: number;
  /** Requests per second that the stages asked for, on average. Absent in the closed model. */
  readonly target_rate?: number;
  /** The most users at once. Absent in the open model. */
  readonly concurrent_users?: number;
  /** From when a request was due to the end of its answer: what a user sees. */
  readonly response: LatencySummary;
  /** From when a request was handed to a connection to the end of its answer. */
  readonly service: LatencySummary;
  /** How late requests were sent: the measuring side's own delay. Absent in the closed model. */
  readonly dispatch_lag?: LatencySummary;
  readonly stages: readonly LoadStageResult[];
  /** In the order of the requests. */
  readonly operations: readonly LoadOperationResult[];
  readonly series: readonly LoadSecond[];
  readonly thresholds: readonly ThresholdResult[];
  /** The busiest worker's share of time spent working, from 0 to 1. */
  readonly worker_utilization: number;
  /** Why the measuring side cannot be trusted with these figures. Absent when it can. */
  readonly saturated?: { readonly reasons: readonly string[] };
  readonly apdex?: LoadApdex;
  readonly knee?: LoadKnee;
  readonly machine: LoadMachine;
}

/** The state of a run after each second. */
export interface LoadProgress extends LoadCounts {
  /** Of the warm-up when below 0. */
  readonly second: number;
  readonly total_seconds: number;
  /** In this second. */
  readonly rate: number;
  /** Of all answers so far, as the other figures are. */
  readonly p50_ms?: number;
  readonly p95_ms?: number;
  readonly p99_ms?: number;
}
