/** What a test came to, and what it took: some 10 ns a step. */
export interface PatternRun {
  /** `undefined`: it would have taken more steps than it was given, or cannot be made at all. */
  readonly matches: boolean | undefined;
  /** The same for the same pattern and text. */
  readonly steps: number;
}
