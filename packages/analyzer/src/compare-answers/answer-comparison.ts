export type DifferenceKind =
  | 'transport'
  | 'status'
  | 'content_type'
  | 'header'
  | 'missing'
  | 'extra'
  | 'type'
  | 'format'
  | 'enum'
  | 'value'
  | 'order';

/** One operation of a JSON Patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** Where the first answer (the mock's) is not like the second (the live one). */
export interface AnswerDifference {
  /** In the answer as `{ status, headers, body }`, by the places of the first: `/body/items/0/price`. */
  readonly pointer: string;
  readonly kind: DifferenceKind;
  /** How much it matters to who takes the first for the second. */
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  /** What the second has. Absent where it has nothing. What is long is cut. */
  readonly expected?: unknown;
  /** What the first has. */
  readonly actual?: unknown;
  /** Part of the document that speaks of it: a JSON Pointer. Absent where that is not known. */
  readonly spec_pointer?: string;
  /**
   * Makes the first answer like the second in this place. The patches of all differences work one after the other on
   * `{ status, headers, body }`, header names in lower case. Empty where no answer can be patched.
   */
  readonly patch: readonly PatchOperation[];
}

/** What comparing two answers comes to, ready for JSON. */
export interface AnswerComparison {
  /** Nothing that counts differs. */
  readonly equal: boolean;
  /** From the outside to the inside: transport, status, media type, headers, body. The first 1,000. */
  readonly differences: readonly AnswerDifference[];
  readonly difference_count: number;
  /** The same by what they have in common, the most frequent first: indexes of arrays are `*`. */
  readonly summary: readonly { readonly pointer: string; readonly kind: DifferenceKind; readonly count: number }[];
  /** False where a body was too large or too deep to compare all of it. */
  readonly complete: boolean;
}
