/** What goes into a request, before it is written. JSON, but for the bytes of a raw body. */
export interface RequestParts {
  /** One for each parameter of the operation, in its order; `undefined` (or `null` in JSON of a missing item): not sent. */
  readonly values: readonly ParameterPart[];
  /** Absent: no body. */
  readonly body?: BodyPart | undefined;
  /** Fields beside those of parameters. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Query parameters beside those of `values`: what the document does not have, or has already. */
  readonly query?: readonly (readonly [name: string, value: string])[] | undefined;
}

/**
 * A parameter's value; `undefined`: not sent. `raw` is its text as it goes over the wire, percent-encoded where it must be: what
 * stands in the path or the field, or behind `name=` in the query and in `Cookie`.
 */
export type ParameterPart = { readonly value: unknown } | { readonly raw: string } | undefined;

export type BodyPart =
  /** Written as the media type of the request body says. */
  | { readonly mediaType: string; readonly value: unknown }
  /** Written as it is; `mediaType` is sent as it is too. */
  | { readonly mediaType: string; readonly raw: string };
