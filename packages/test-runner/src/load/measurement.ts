import { LatencyHistogram } from '@mockloop/analyzer';
import type { LoadModel, LoadStage } from './load-plan.ts';
import type { LoadMachine } from './load-result.ts';
import { Tally, type TallyReport } from './tally.ts';

/** What a run, or several that were merged, have measured, before figures are made of it. */
export interface Measurement {
  readonly model: LoadModel;
  readonly serverUrl: string;
  readonly seed: string;
  readonly startedAt: string;
  readonly warmUpSeconds: number;
  readonly durationMs: number;
  readonly operations: readonly MeasuredOperation[];
  readonly stages: readonly MeasuredStage[];
  /** By second. */
  readonly seconds: ReadonlyMap<number, MeasuredSecond>;
  readonly lag: LatencyHistogram;
  readonly dropped: number;
  readonly achievedRate: number;
  readonly targetRate?: number | undefined;
  readonly concurrentUsers?: number | undefined;
  /** Of the busiest worker. */
  readonly utilization: number;
  /** Why the measuring side cannot be trusted. */
  readonly saturation: readonly string[];
  readonly thresholds: readonly string[];
  readonly apdex?: ApdexCounts | undefined;
  readonly machine: LoadMachine;
  /** How it ended, when it did before its time. */
  readonly ending?: Ending | undefined;
}

/** As the result has them. */
export interface ApdexCounts {
  readonly threshold_ms: number;
  readonly satisfied: number;
  readonly tolerating: number;
}

export interface Ending {
  readonly status: 'cancelled' | 'aborted' | 'failed';
  readonly reason: string;
}

export interface MeasuredOperation {
  readonly operation: string;
  readonly tally: Tally;
  readonly service: LatencyHistogram;
}

export interface MeasuredStage {
  readonly stage: LoadStage;
  readonly tally: Tally;
}

export interface MeasuredSecond {
  readonly report: TallyReport;
  readonly level?: number | undefined;
}

/** All operations' counts and response times. */
export function totalOf(operations: readonly MeasuredOperation[]): Tally {
  const total = new Tally();
  for (const { tally } of operations) total.add(tally);
  return total;
}

/** All operations' service times. */
export function serviceOf(operations: readonly MeasuredOperation[]): LatencyHistogram {
  const total = new LatencyHistogram();
  for (const { service } of operations) total.merge(service);
  return total;
}
