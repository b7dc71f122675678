import type { Finding } from '../model/finding.ts';
import type { Phase } from '../model/phase.ts';
import type { TestRun, ValidationMode } from '../model/test-run.ts';
import type { Upstream } from '../security/upstream.ts';
import type { GivenIdentity } from '../target/given-identity.ts';
import type { CaseKind } from './case-kind.ts';
import type { RunView } from './run-view.ts';

export interface RunOptions {
  /** Hosts that may be tested beside this machine, by name or address. Default: none. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Whose credentials requests carry. Default: accounts that the run registers by itself, where the API lets it. */
  readonly identities?: readonly GivenIdentity[] | undefined;
  /** Whether to register accounts where operations for that are found. Default `true`. */
  readonly selfRegister?: boolean | undefined;
  /** What the server under test gets its own data from, where the caller has it in hand: for what happens when that fails. */
  readonly upstream?: Upstream | undefined;
  /** Which findings fail a run: all confirmed ones above `info`; crashes, broken answers and security alone; none. Default `strict`. */
  readonly validationMode?: ValidationMode | undefined;
  /** Ways of testing. Default: all. */
  readonly kinds?: readonly CaseKind[] | undefined;
  /** Id of the run, a UUID. Default: a new one. */
  readonly id?: string | undefined;
  /** Goes into names and addresses that must be new in each run. Default: drawn from the id. */
  readonly nonce?: string | undefined;
  /** How long a server that has gone may take to come back, in milliseconds. Default 5,000. */
  readonly recoveryMs?: number | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  /** Told of each finding once it is confirmed; its line in the document comes with the run. */
  readonly onFinding?: ((finding: Finding) => void) | undefined;
  /** Given the run as it stands at the end of each phase, as if it had been ended there. */
  readonly onSnapshot?: ((run: TestRun) => void) | undefined;
  /** Done when all phases are over, while what the run has made is still there, with what is known then. What it throws ends the run. */
  readonly whileThere?: ((view: RunView) => Promise<void>) | undefined;
}

export interface RunProgress {
  readonly phase: Phase;
  /** Cases so far. */
  readonly done: number;
  readonly requests: number;
  readonly max_requests: number;
  readonly findings: number;
}
