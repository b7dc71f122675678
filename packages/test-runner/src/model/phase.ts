/** The parts of a run, in the order in which they are worked through. */
export const PHASES = [
  'preflight',
  'examples',
  'coverage',
  'negative',
  'random',
  'stateful',
  'semantics',
  'security',
] as const;

export type Phase = (typeof PHASES)[number];
