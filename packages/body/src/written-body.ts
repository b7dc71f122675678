import type { JsonSchema, MediaType, SchemaUri } from '@mockloop/spec-parser';

/** What is known of a body before it is written. */
export interface WriteBodyContext {
  /** What the document says of the body. */
  readonly mediaType: MediaType;
  /** Gives a schema by its name: `ApiDocument.schema`. XML takes its names from there. */
  readonly lookup: (uri: SchemaUri) => JsonSchema;
  /** Where a schema stands: `ApiDocument.placeOf`. Gives XML elements the names of components. */
  readonly placeOf?: ((uri: SchemaUri) => { readonly pointer: string }) | undefined;
  /** Same seed, same boundary between parts. Default `''`. */
  readonly seed?: string | undefined;
}

/** What a message needs to carry an instance. */
export interface WrittenBody {
  /** What to send as `Content-Type`; never a range. */
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

/** `writeBody`, for what writes bodies within bodies. */
export type WriteBody = (value: unknown, context: WriteBodyContext) => WrittenBody;
