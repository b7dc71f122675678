import type { SparseHistogram } from '@mockloop/analyzer';
import type { LoadModel } from './load-plan.ts';
import type { TallyReport } from './tally.ts';
import type { TimedStage } from './timeline.ts';

/** A request with everything that is sent. */
export interface PreparedRequest {
  /** Index in `WorkerPlan.operations`. */
  readonly operation: number;
  readonly weight: number;
  readonly method: string;
  /** Base path included. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array | undefined;
}

/** What a worker is given to do. */
export interface WorkerPlan {
  readonly model: LoadModel;
  readonly origin: URL['origin'];
  /** What the name of the server stands for: looked up once, for all. */
  readonly address: string;
  readonly port: number;
  readonly requests: readonly PreparedRequest[];
  readonly operations: number;
  /** Operations whose figures are wanted after each second. */
  readonly watched: readonly number[];
  readonly timeline: readonly TimedStage[];
  readonly seed: string;
  readonly timeoutMs: number;
  readonly maxConnections: number;
  readonly http2: boolean;
  readonly apdexMs?: number | undefined;
  readonly ca?: string | undefined;
  /** It sends every `stride`-th request, from this one on. */
  readonly offset: number;
  readonly stride: number;
}

export type WorkerCommand =
  | {
      readonly type: 'start';
      /** The end of the warm-up, in milliseconds of `process.hrtime`, which all threads share. */
      readonly zeroMs: number;
    }
  | { readonly type: 'stop' };

/** What happened within one second, for one worker. */
export interface SecondReport {
  readonly type: 'second';
  readonly second: number;
  readonly tally: TallyReport;
  readonly lag: SparseHistogram;
  /** Of the operations that are watched. */
  readonly operations: readonly TallyReport[];
  /** The share of the time in which it worked, from 0 to 1. */
  readonly utilization: number;
}

/** The last word of a worker. */
export interface FinalReport {
  readonly type: 'done';
  readonly operations: readonly (TallyReport & { readonly service: SparseHistogram })[];
  readonly stages: readonly TallyReport[];
  /** How many of its requests were due until it ended. */
  readonly due: number;
  readonly dropped: number;
  /** Answered while requests were sent. */
  readonly answeredInTime: number;
  readonly satisfied: number;
  readonly tolerating: number;
  /** When it stopped sending, in milliseconds since the end of the warm-up. */
  readonly endedMs: number;
  readonly localLimit?: string | undefined;
}

export type WorkerReport = SecondReport | FinalReport;

/** What a worker says. It is ready once its code is loaded. */
export type WorkerMessage = WorkerReport | { readonly type: 'ready' };
