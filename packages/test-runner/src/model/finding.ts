import type { CheckFamily, Severity } from './check.ts';
import type { RecordedExchange } from './exchange.ts';
import type { Phase } from './phase.ts';

/** Something that a run found, with all that it takes to believe it and to mend it. Ready for JSON. */
export interface Finding {
  /** `<case id>-<n>` */
  readonly id: string;
  /** Run it again with `replayCase`. */
  readonly case_id: string;
  readonly check: string;
  readonly title: string;
  readonly family: CheckFamily;
  readonly severity: Severity;
  /** `suspicion`: it did not show itself again, or cannot be proven. It never fails a run. */
  readonly confidence: 'confirmed' | 'suspicion';
  readonly phase: Phase;
  readonly operation?: string | undefined;
  readonly operation_id?: string | undefined;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly observed?: string | undefined;
  readonly signature: string;
  /** Key of the cluster that it belongs to. */
  readonly cluster: string;
  /** Where in the document. */
  readonly pointer?: string | undefined;
  /** A path or URL; absent for a document given as text or object. */
  readonly file?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly wfc?: number | undefined;
  readonly owasp?: string | undefined;
  readonly cwe?: number | undefined;
  readonly remedy: string;
  /** What was tried: the title of the case. */
  readonly tried: string;
  readonly seed: string;
  /** How often it showed itself, of how often it was tried. */
  readonly repeated: { readonly shown: number; readonly tried: number };
  /** The exchanges that show it, in order. Secrets are redacted, bodies cut. */
  readonly evidence: readonly RecordedExchange[];
  /** The requests as commands, as a test that runs as it is, and as an `.http` file. Credentials are variables: `TOKEN_A`. */
  readonly reproduce: { readonly curl: string; readonly vitest: string; readonly http?: string | undefined };
}

/** What has one cause. */
export interface Cluster {
  readonly key: string;
  readonly check: string;
  readonly title: string;
  readonly family: CheckFamily;
  /** The highest of its findings. */
  readonly severity: Severity;
  readonly confidence: 'confirmed' | 'suspicion';
  /** Of the first finding. */
  readonly message: string;
  readonly signature: string;
  readonly pointer?: string | undefined;
  readonly line?: number | undefined;
  /** Findings in it. */
  readonly count: number;
  /** In document order; the first 50. */
  readonly operations: readonly string[];
  readonly operation_count: number;
  /** The first 20, the clearest first. */
  readonly finding_ids: readonly string[];
  readonly owasp?: string | undefined;
  readonly cwe?: number | undefined;
  readonly wfc?: number | undefined;
  readonly remedy: string;
}
