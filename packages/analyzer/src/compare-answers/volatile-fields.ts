/** What changes between answers to one request, ready for JSON. */
export interface VolatileFields {
  readonly fields: readonly VolatileField[];
  /** Names of headers, in lower case. */
  readonly headers: readonly string[];
}

export interface VolatileField {
  /** JSON Pointer into the body; indexes of arrays are `*`. */
  readonly pointer: string;
  /** Types and formats that were seen: `string uuid`, `integer`. */
  readonly forms: readonly string[];
  /** It is not always there. */
  readonly optional?: true;
}
