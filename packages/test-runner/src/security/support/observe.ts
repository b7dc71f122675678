import type { Observation } from '../../model/observation.ts';

/** An observation; a suspicion where the proof is not whole. */
export function observe(
  check: string,
  observation: Omit<Observation, 'check' | 'suspicion'>,
  isProven = true,
): Observation {
  return isProven ? { check, ...observation } : { check, ...observation, suspicion: true };
}
