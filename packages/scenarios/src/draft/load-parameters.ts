import type { LoadProfile, Threshold } from '../scenario.ts';

/** What a run of a scenario is to be like. */
export interface LoadParameters {
  /** Users that send one request after the other. */
  readonly concurrentUsers?: number | undefined;
  /** Requests that begin in each second, however long answers take. */
  readonly requestsPerSecond?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly rampUpSeconds?: number | undefined;
  /** What 95 of 100 answers take at most, in milliseconds. */
  readonly maxResponseMs?: number | undefined;
  /** 0 to 1. */
  readonly maxErrorRate?: number | undefined;
}

/** Whether anything is said. */
export function saysAnything(parameters: LoadParameters): boolean {
  return Object.values(parameters).some((value) => value !== undefined);
}

export function toLoadProfile(parameters: LoadParameters): LoadProfile {
  const { concurrentUsers, requestsPerSecond, durationSeconds, rampUpSeconds } = parameters;
  return {
    ...(concurrentUsers !== undefined && { concurrent_users: concurrentUsers }),
    ...(requestsPerSecond !== undefined && { requests_per_second: requestsPerSecond }),
    ...(durationSeconds !== undefined && { duration_seconds: durationSeconds }),
    ...(rampUpSeconds !== undefined && { ramp_up_seconds: rampUpSeconds }),
  };
}

export function toThresholds({ maxResponseMs, maxErrorRate }: LoadParameters): readonly Threshold[] {
  return [
    ...(maxResponseMs === undefined ? [] : [{ metric: 'p95_ms', operator: '<=', value: maxResponseMs } as const]),
    ...(maxErrorRate === undefined ? [] : [{ metric: 'error_rate', operator: '<=', value: maxErrorRate } as const]),
  ];
}
