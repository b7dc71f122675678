/** Something about a scenario that its author should know. */
export interface ScenarioProblem {
  /** `error`: it cannot be deployed. `warning`: it can, but probably does not do what was meant. */
  readonly severity: 'error' | 'warning';
  /** Stable, upper case, e.g. `CONDITION_INVALID`. */
  readonly code: string;
  /** JSON Pointer (RFC 6901) into the scenario as it was given. */
  readonly pointer: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
}
