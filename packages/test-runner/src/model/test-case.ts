import type { Phase } from './phase.ts';

/** One thing to try, as plain data: with the same seed and attempt it sends the same bytes. */
export interface TestCase {
  /** Ten characters; the same for the same plan, operation, kind and input. */
  readonly id: string;
  readonly phase: Phase;
  /** Who knows how to run it: the name of a `CaseKind`. */
  readonly kind: string;
  /** `GET /pets/{petId}`. Absent where it is about the server as a whole. */
  readonly operation?: string | undefined;
  /** What is tried, in words: `limit: 101, one more than maximum 100`. */
  readonly title: string;
  readonly seed: string;
  /** What its kind needs, as JSON. */
  readonly input: unknown;
}

/** A case before the run gives it its id and seed. */
export type ProposedCase = Omit<TestCase, 'id' | 'seed' | 'phase' | 'kind'>;
