import type { Severity } from './check.ts';

/** What a case noticed. It becomes a finding once it has shown itself again. */
export interface Observation {
  /** The id of a `Check`. */
  readonly check: string;
  /** Default: that of the case. */
  readonly operation?: string | undefined;
  /** What is wrong, in one or two sentences with the values at hand. */
  readonly message: string;
  readonly expected?: string | undefined;
  readonly observed?: string | undefined;
  /**
   * What is the same each time this shows itself, whatever the values: `required: /name`. Observations of one check with the
   * same signature have one cause. No ids, times or random values in it.
   */
  readonly signature: string;
  /** Part of the document that is broken: a JSON Pointer. Default: that of the operation. Names the component where several operations share one. */
  readonly pointer?: string | undefined;
  /** Another file of the document that `pointer` is in. */
  readonly file?: string | undefined;
  /** Default: that of the check. */
  readonly severity?: Severity | undefined;
  /** It cannot be proven, only suspected: it is told, and never fails a run. */
  readonly suspicion?: true | undefined;
  /** It shows itself once only, and nothing can be repeated: the server is gone, a state is lost. */
  readonly once?: true | undefined;
}
