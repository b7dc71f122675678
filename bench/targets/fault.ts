/** What a target can be told to do wrong, and what a tester should say about it. */
export interface Fault {
  readonly id: string;
  /** The kind of fault: what a table of results is ordered by. */
  readonly class: 'contract' | 'semantics' | 'state' | 'security' | 'load';
  readonly title: string;
  /** `METHOD /template`, or `*` where it is a trait of the whole API. */
  readonly where: string;
  /** Faults that would hide each other are switched on in different groups. Default 1. */
  readonly group?: number;
  readonly expects: {
    /** Ids of the checks that count as having found it. */
    readonly checks: readonly string[];
    /** The code of the Web Fuzzing Commons that fits, too. */
    readonly wfc?: number;
    /** Other operations at which the same fault can be seen as well. */
    readonly also?: readonly string[];
  };
}
