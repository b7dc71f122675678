import type { LoadResult } from '../load/load-result.ts';
import type { TestPlan } from './test-plan.ts';

/** A load test as a store keeps it and reports are made of. Ready for JSON. */
export interface LoadRun {
  readonly format: 'mockloop-load-run/1';
  /** A UUID. */
  readonly id: string;
  readonly kind: 'load';
  readonly status: LoadResult['status'];
  readonly reason?: string | undefined;
  readonly server_url: string;
  /** Absent where requests were given without a document. */
  readonly document?: TestPlan['document'] | undefined;
  readonly seed: string;
  /** ISO 8601 in UTC. */
  readonly started_at: string;
  readonly finished_at: string;
  /** With the preparation of its requests. */
  readonly duration_ms: number;
  /** Operations that were to be sent and were not: none of their requests was answered with 2xx. */
  readonly left_out?: readonly string[] | undefined;
  readonly result: LoadResult;
}
