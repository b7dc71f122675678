import { JsonSchema, MediaType, SchemaUri, ValueShape } from "@mockloop/spec-parser";
import { CompiledSchema } from "@mockloop/schema";
/** How a body of a media type is written. */
type BodyKind = "json" | "form" | "multipart" | "xml" | "json-lines" | "json-seq" | "event-stream" | "csv" | "yaml" | "text" | "binary";
/**
 * What is not known is `binary`. A range (`*` somewhere) is what its suffix says, else text below `text/`, JSON where it
 * covers `application/json`, and binary elsewhere.
 */
declare function bodyKindOf(mediaType: string): BodyKind;
/** Why a body cannot be read; its schema has not been asked yet. */
interface BodyProblem {
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
type BodyProblemCode = "BAD_CONTENT_ENCODING" | "UNKNOWN_CONTENT_ENCODING" | "BAD_ENCODING" | "BAD_FORM" | "BAD_JSON" | "BAD_MULTIPART" | "BAD_XML" | "BAD_YAML" | "TOO_DEEP" | "TOO_LARGE" | "TOO_MANY_PARTS" | "UNSUPPORTED_CHARSET";
/** The instance, its leaves typed as the schema asks where the media type has only text. */
type BodyResult = {
  readonly value: unknown;
} | {
  readonly problems: readonly BodyProblem[];
};
/** What is known of a body before it is read. */
interface BodyContext {
  /** What the document says of it. */
  readonly mediaType: MediaType;
  /** The `Content-Type` field, or the document's media type where the message has none. */
  readonly contentType: string;
  /** Types the leaves. Absent: they stay texts where the media type has no types. */
  readonly schema?: CompiledSchema | undefined;
  /** Gives a schema by its name: `ApiDocument.schema`. */
  readonly lookup: (uri: SchemaUri) => JsonSchema;
  /** Where a schema stands: `ApiDocument.placeOf`. Gives XML elements the names of components. */
  readonly placeOf?: ((uri: SchemaUri) => {
    readonly pointer: string;
  }) | undefined;
  /** Set for a part of another body. Parts within parts within parts are not read. */
  readonly isPart?: boolean | undefined;
  /** What `Content-Encoding` may unpack to, in bytes. Default 64 MiB. */
  readonly maxBytes?: number | undefined;
}
/** What the schema of a media type wants: one value, an array or an object. Looked up once for each media type. */
declare function shapeOfBody({ mediaType, lookup }: Pick<BodyContext, "mediaType" | "lookup">): ValueShape;
/**
 * Undoes a `Content-Encoding` (RFC 9110 §8.4), the last coding first.
 *
 * @param maxBytes The most that may come out of each step; default 64 MiB. Beyond it nothing more is unpacked.
 */
declare function decodeContent(bytes: Uint8Array, contentEncoding: string, maxBytes?: number): Promise<Uint8Array | BodyResult>;
/** Reads a text as JSON (RFC 8259), nested at most 500 levels. A name that comes twice has its last value. */
declare function readJsonText(text: string): BodyResult;
/** A media type or media range (RFC 9110 §8.3.1, §12.5.1), in lower case but for the values of parameters. */
interface ParsedMediaType {
  readonly type: string;
  readonly subtype: string;
  /** What follows the last `+` of the subtype, e.g. `json` (RFC 6839); `''` for none. */
  readonly suffix: string;
  readonly parameters: ReadonlyMap<string, string>;
}
/** @returns `undefined` for what is no media type. A lone `*`, as some old clients send it, is every type. */
declare function parseMediaType(text: string): ParsedMediaType | undefined;
/**
 * Whether a type is of a range. `application/*` has every application type and `application/*+json` every one with that
 * suffix; each parameter of the range, other than `charset` and `boundary`, must be the type's too.
 */
declare function matchMediaType(range: string, type: string): boolean;
/**
 * Picks what to answer with. The client's most specific range gives each type its quality; ties go to the document's
 * order. Where nothing fits, parameters in `accept` are disregarded (RFC 9110 §12.5.1 lets a server do so).
 *
 * @param accept The `Accept` field. Absent or unreadable: anything.
 * @param offered Keys of the Response Object's `content`, in document order; may be ranges themselves.
 * @returns The index in `offered`, or `undefined` when none is acceptable.
 */
declare function negotiate(accept: string | undefined, offered: readonly string[]): number | undefined;
/** `application/json`, `application/problem+json; charset=utf-8`, `text/json` … */
declare function isJson(mediaType: string): boolean;
/** Splits at a separator that stands outside quoted strings (RFC 9110 §5.6.4). */
declare function splitOutsideQuotes(text: string, separator: "," | ";"): readonly string[];
/** What is known of a message's body before it is read. */
interface ReadBodyContext extends BodyContext {
  /** The `Content-Encoding` field: `gzip`, `deflate`, `br`, `zstd`, or several. */
  readonly contentEncoding?: string | undefined;
}
/**
 * Reads the body of a request or response as its media type says. JSON, texts, forms and sequences are there at once;
 * what is compressed, XML, YAML and multipart come later.
 *
 * @returns The instance, or why there is none. Never throws for what the bytes contain.
 */
declare function readBody(bytes: Uint8Array, context: ReadBodyContext): BodyResult | Promise<BodyResult>;
/** What is known of a body before it is written. */
interface WriteBodyContext {
  /** What the document says of the body. */
  readonly mediaType: MediaType;
  /** Gives a schema by its name: `ApiDocument.schema`. XML takes its names from there. */
  readonly lookup: (uri: SchemaUri) => JsonSchema;
  /** Where a schema stands: `ApiDocument.placeOf`. Gives XML elements the names of components. */
  readonly placeOf?: ((uri: SchemaUri) => {
    readonly pointer: string;
  }) | undefined;
  /** Same seed, same boundary between parts. Default `''`. */
  readonly seed?: string | undefined;
}
/** What a message needs to carry an instance. */
interface WrittenBody {
  /** What to send as `Content-Type`; never a range. */
  readonly contentType: string;
  readonly body: string | Uint8Array;
}
/**
 * Writes an instance as its media type says: the reverse of `readBody`. What a media type cannot carry is written as JSON.
 *
 * @param value `undefined` is an empty body, or, for images and other known formats, a minimal file.
 */
declare function writeBody(value: unknown, context: WriteBodyContext): WrittenBody;
export { type BodyContext, type BodyKind, type BodyProblem, type BodyProblemCode, type BodyResult, type ParsedMediaType, type ReadBodyContext, type WriteBodyContext, type WrittenBody, bodyKindOf, decodeContent, isJson, matchMediaType, negotiate, parseMediaType, readBody, readJsonText, shapeOfBody, splitOutsideQuotes, writeBody };