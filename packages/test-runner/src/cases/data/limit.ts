import type { SchemaPart } from '../../schemas/schema-parts.ts';

/** A value next to a limit that a schema sets, on either side of it. Whether it is valid, the schema as a whole decides. */
export interface Limit {
  /** The keyword whose limit it is. */
  readonly keyword: string;
  /** Where the keyword stands. */
  readonly part: SchemaPart;
  /** What is tried: `101, one more than maximum 100`. */
  readonly label: string;
  /** Absent: nothing. */
  readonly value?: unknown;
  /** A member of the place that it is about, by name. */
  readonly member?: string | undefined;
  readonly isFiller?: true | undefined;
  /** What takes the place of the last character of a text, so that it is still new where it must be. `value` is an example of it. */
  readonly tail?: string | undefined;
  /** Of those with one name only the first that serves is tried. Default: the label. */
  readonly group?: string | undefined;
  /** Servers are often lenient with it on purpose. */
  readonly isMinor?: true | undefined;
  /**
   * For what is valid: values that are as valid, one step further inside, or others of a list. Where all of them are taken and this one
   * is not, it is this limit that is wrong.
   */
  readonly controls?: readonly { readonly value: unknown; readonly isFiller?: true | undefined }[] | undefined;
}
