import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';
import type { ProposedCase, TestCase } from '../model/test-case.ts';
import type { Probe } from './probe.ts';
import type { RunView } from './run-view.ts';

/** One way of testing: it proposes cases, and knows how to carry them out. */
export interface CaseKind {
  /** kebab-case, unique: `bola-read`. */
  readonly kind: string;
  readonly phase: Phase;
  /** Ids of the checks that each of its cases speaks to, for the figures of what was tried. */
  readonly checks?: readonly string[] | undefined;
  /**
   * What it would try, given what is known by now, the most telling first. Pulled one by one, and no further than the
   * budget goes; cases of one operation are cut at `budget.max_cases`. What it yields must be JSON. In the phases `examples`, `coverage`,
   * `negative` and `random` it is asked for each operation alone: `view.operations` holds just that one.
   */
  propose(view: RunView): Iterable<ProposedCase>;
  /**
   * Carries a case out. Called again, with another `attempt`, to confirm what it noticed: only observations that are there each
   * time (same check, operation and signature) become findings. Controls belong in here: without them nothing may be observed.
   * Never throws for what the server does.
   */
  run(testCase: TestCase, probe: Probe): Promise<readonly Observation[]>;
  /** A smaller case that might show the same, the smallest first. Default: none. */
  shrink?(testCase: TestCase, observation: Observation): Iterable<ProposedCase>;
  /** It ends what others need (sessions, the identity itself), or slows the server down: it runs after all others of its phase. Default false. */
  readonly last?: boolean | undefined;
  /** It must not run beside others: it counts, measures time, or compares two states of the server. Default false. */
  readonly alone?: boolean | undefined;
}
