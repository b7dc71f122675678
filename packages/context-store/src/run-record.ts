export type RunKind = 'functional' | 'load' | 'security' | 'comparison';

/** How a run ended. */
export type RunOutcomeStatus = 'passed' | 'failed' | 'incomplete' | 'inconclusive' | 'cancelled' | 'aborted';

/** `interrupted`: nobody works on it any more, and nobody has ended it. It keeps what it had. */
export type RunStatus = RunOutcomeStatus | 'running' | 'interrupted';

/** What was counted; what was not is absent. */
export interface RunCounts {
  readonly requests_count?: number | undefined;
  readonly cases_count?: number | undefined;
  /** Confirmed findings. */
  readonly findings_count?: number | undefined;
  readonly suspicions_count?: number | undefined;
  readonly clusters_count?: number | undefined;
}

/** A run that begins. */
export interface NewRun {
  /** 1 to 100 letters, digits, `.`, `_` or `-`. Default: a UUID. */
  readonly id?: string | undefined;
  readonly kind: RunKind;
  readonly server_url: string;
  readonly document_title?: string | undefined;
  readonly document_digest?: string | undefined;
  readonly seed?: string | number | undefined;
  /** JSON of up to 8 MiB. */
  readonly plan: unknown;
  /** A session that has not ended. */
  readonly session_id?: string | undefined;
  /** The occurrence of a schedule that it is run for. */
  readonly occurrence_id?: string | undefined;
  /** ISO 8601. Default: now. */
  readonly started_at?: string | undefined;
}

/** What changes while a run is under way. What is absent stays as it is. */
export interface RunChange extends RunCounts {
  /** How far it is: JSON of up to 16 KiB. */
  readonly progress?: unknown;
  /** JSON of up to 64 MiB; replaces what was there. */
  readonly result?: unknown;
}

/** How a run ends. */
export interface RunOutcome extends RunChange {
  readonly status: RunOutcomeStatus;
  /** Why it ended so, for people. */
  readonly reason?: string | undefined;
  /** ISO 8601. Default: now. */
  readonly finished_at?: string | undefined;
  /** Default: from its start to its end. */
  readonly duration_ms?: number | undefined;
}

/** A run without what is long about it. Times are ISO 8601 in UTC. */
export interface RunRecord extends RunCounts {
  readonly id: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly reason?: string | undefined;
  readonly server_url: string;
  readonly document_title?: string | undefined;
  readonly document_digest?: string | undefined;
  readonly seed?: string | number | undefined;
  readonly session_id?: string | undefined;
  readonly occurrence_id?: string | undefined;
  readonly started_at: string;
  /** Absent where it has not ended, or was interrupted. */
  readonly finished_at?: string | undefined;
  /** The last sign of it. */
  readonly updated_at: string;
  readonly duration_ms?: number | undefined;
  readonly progress?: unknown;
}

/** A whole run. */
export interface StoredRun extends RunRecord {
  readonly plan: unknown;
  readonly result?: unknown;
}
