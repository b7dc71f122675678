export interface LoadRequirements {
  /** Requests that begin in each second, however long answers take. */
  readonly targetLoad: number;
  /** No answer takes longer, in milliseconds. */
  readonly maxResponseMs?: number | undefined;
  /** 95 of 100 answers do not take longer. */
  readonly p95Ms?: number | undefined;
  /** Requests that are answered in a second, at least. */
  readonly minRequestsPerSecond?: number | undefined;
  /** 0 to 1. */
  readonly maxErrorRate?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly rampUpSeconds?: number | undefined;
}

/** One thing that is not as it was. */
export interface LoadChange {
  /** JSON Pointer into the scenario that was given, in the shape of `Scenario`. */
  readonly pointer: string;
  /** Absent: there was nothing. */
  readonly before?: unknown;
  /** Absent: it was removed. */
  readonly after?: unknown;
  /** A complete sentence. */
  readonly reason: string;
}

/** Something that was kept and stands against the requirements. */
export interface LoadConflict {
  readonly pointer: string;
  readonly message: string;
}
