import type { Change } from './change.ts';

/** What a case of one changed value tries, as JSON: the `input` of such cases. */
export interface Trial {
  readonly change: Change;
  /** The keyword whose limit is tried. */
  readonly keyword: string;
  /** What it is told as, where it is accepted. */
  readonly check: string;
  /** Where the limit stands in the document. */
  readonly pointer: string;
  readonly file?: string | undefined;
  /** The same in every run, whatever the values. */
  readonly signature: string;
  readonly isMinor?: true | undefined;
  /** Changes that have to be accepted for a refusal to be proven; for values that are valid. */
  readonly controls?: readonly Change[] | undefined;
}

/** A trial in words. */
export interface LabelledTrial {
  readonly trial: Trial;
  readonly label: string;
  readonly isValid: boolean;
}
