import type { Probe, SucceedOptions, Success } from '../run/probe.ts';

/** What it takes to send requests; a `Probe` is made with it. */
export type SucceedProbe = Omit<Probe, 'succeed'>;

/** One way to a success, and what has been spent on it. */
export interface Way {
  readonly probe: SucceedProbe;
  readonly identity: string;
  readonly spent: { requests: number };
  /** Names of resources that are being made, so that two that refer to each other come to an end. */
  readonly making: readonly string[];
  /** Has an operation answer 2xx on this way. */
  readonly attempt: (operation: string, options: SucceedOptions, way: Way) => Promise<Success | undefined>;
}
