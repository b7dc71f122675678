import type { CompiledSchema } from '@mockloop/schema';
import type { JsonSchema, MediaType, SchemaUri } from '@mockloop/spec-parser';

/** Why a body cannot be read; its schema has not been asked yet. */
export interface BodyProblem {
  /** Stable, upper case, e.g. `BAD_JSON`. */
  readonly code: BodyProblemCode;
  /** Follows "the body …": `is not JSON: …`. */
  readonly message: string;
  /** JSON Pointer to the part that it is about. Absent: the whole. */
  readonly pointer?: string | undefined;
  /** From 1, where the text breaks. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Why a body cannot be read. Stable: callers may branch on it. */
export type BodyProblemCode =
  | 'BAD_CONTENT_ENCODING'
  | 'UNKNOWN_CONTENT_ENCODING'
  | 'BAD_ENCODING'
  | 'BAD_FORM'
  | 'BAD_JSON'
  | 'BAD_MULTIPART'
  | 'BAD_XML'
  | 'BAD_YAML'
  | 'TOO_DEEP'
  | 'TOO_LARGE'
  | 'TOO_MANY_PARTS'
  | 'UNSUPPORTED_CHARSET';

/** The instance, its leaves typed as the schema asks where the media type has only text. */
export type BodyResult = { readonly value: unknown } | { readonly problems: readonly BodyProblem[] };

/** What is known of a body before it is read. */
export interface BodyContext {
  /** What the document says of it. */
  readonly mediaType: MediaType;
  /** The `Content-Type` field, or the document's media type where the message has none. */
  readonly contentType: string;
  /** Types the leaves. Absent: they stay texts where the media type has no types. */
  readonly schema?: CompiledSchema | undefined;
  /** Gives a schema by its name: `ApiDocument.schema`. */
  readonly lookup: (uri: SchemaUri) => JsonSchema;
  /** Where a schema stands: `ApiDocument.placeOf`. Gives XML elements the names of components. */
  readonly placeOf?: ((uri: SchemaUri) => { readonly pointer: string }) | undefined;
  /** Set for a part of another body. Parts within parts within parts are not read. */
  readonly isPart?: boolean | undefined;
  /** What `Content-Encoding` may unpack to, in bytes. Default 64 MiB. */
  readonly maxBytes?: number | undefined;
}

/** `readBody`, for what reads bodies within bodies. */
export type ReadBody = (bytes: Uint8Array, context: BodyContext) => BodyResult | Promise<BodyResult>;

export function problem(code: BodyProblemCode, message: string, place: Partial<BodyProblem> = {}): BodyResult {
  return { problems: [{ code, message, ...place }] };
}
