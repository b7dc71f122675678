import type { OperationEntry } from '@mockloop/spec-parser';
import type { Scenario } from '../scenario.ts';

/** A scenario that was written for a document. */
export interface ScenarioDraft {
  readonly scenario: Scenario;
  /** Keys of the operations that its rules are for, in document order, e.g. `GET /pets`. */
  readonly operations: readonly string[];
  /** What was decided and why, and what was left out: complete sentences. */
  readonly notes: readonly string[];
}

/** Which operations a draft is for. */
export interface DraftScope {
  /** Default: all. */
  readonly include?: ((operation: OperationEntry) => boolean) | undefined;
  /**
   * Operations that rules of their own are written for, those of different tags first. Rules that one match can tell from
   * all others are for every operation. At least 1, default 25.
   */
  readonly maxOperations?: number | undefined;
}
