/** What one attempt at an instance goes by. Counts down as it goes along. */
export interface Run {
  /** Prefers examples and defaults, and leaves nothing to chance that need not be. */
  readonly example: boolean;
  /** Whether examples and defaults are used. */
  readonly examples: boolean;
  /** Checks each alternative where it was chosen, and takes another one when it does not do. */
  readonly careful: boolean;
  /** Excludes the other branches of `oneOf`. */
  readonly exclusive: boolean;
  /** Leaves out all that is optional. */
  readonly minimal: boolean;
  /** Levels down to which optional parts are generated. */
  depth: number;
  /** Values left until only required parts are generated. */
  budget: number;
}

export type Generate = (seed: number, run: Run) => unknown;
