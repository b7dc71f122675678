import { LookupFunction } from "node:net";
/** Something about a document that its owner should know. */
interface Diagnostic {
  /** `error`: nothing can be served. `warning`: what it points at is not served as written. */
  readonly severity: "error" | "warning";
  /** Stable, upper case, e.g. `REFERENCE_UNRESOLVED`. */
  readonly code: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
  /** A path or URL; `''` for a document given as text or object. */
  readonly file: string;
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** From 1. Absent where not known. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}
/** A schema of JSON Schema 2020-12, whatever dialect it was written in (OpenAPI 3.1 §4.8.24). */
type JsonSchema = boolean | {
  readonly [keyword: string]: unknown;
};
/**
 * Names one schema of a document, for `ApiDocument.schema`. Opaque (`schema:12`), stable while the document lives,
 * and equal for every way of referring to the same place.
 */
type SchemaUri = string;
/** The version of the OpenAPI Specification that a document is written in, without its patch number. */
type OpenApiVersion = "2.0" | "3.0" | "3.1" | "3.2";
interface Info {
  readonly title: string;
  readonly version: string;
  readonly description?: string | undefined;
}
/** A Server Object (OpenAPI 3.1 §4.8.5); in 2.0 made from `schemes`, `host` and `basePath`. */
interface Server {
  /** As written, with its `{variables}`. */
  readonly url: string;
  readonly description?: string | undefined;
  readonly variables: ReadonlyMap<string, ServerVariable>;
}
interface ServerVariable {
  readonly default: string;
  readonly enum?: readonly string[] | undefined;
}
/** What is known of an operation without reading it: enough for a route table. */
interface OperationEntry {
  /** `GET /pets/{petId}`: unique in its document. */
  readonly key: string;
  /** Upper case, also of `additionalOperations` (OpenAPI 3.2 §4.8.9). */
  readonly method: string;
  /** The path template as written, e.g. `/pets/{petId}`. */
  readonly path: string;
  /** JSON Pointer of the Operation Object in the document that was loaded. */
  readonly pointer: string;
  readonly operationId?: string | undefined;
  readonly summary?: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** Paths of the servers it is served under, variables filled in, without a trailing slash; `''` is the root. */
  readonly basePaths: readonly string[];
}
/** A webhook (OpenAPI 3.1 §4.8.1): an operation that the API calls, by name instead of by path. */
interface WebhookEntry {
  readonly name: string;
  readonly method: string;
  readonly pointer: string;
}
/** An operation, every reference outside its schemas resolved, path-level parameters and servers included. */
interface Operation {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly operationId?: string | undefined;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly servers: readonly Server[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody | undefined;
  /** In document order. */
  readonly responses: readonly ResponseObject[];
  /** Alternatives, any of which suffices. Empty: no security. An alternative without schemes: anonymous is allowed. */
  readonly security: readonly SecurityRequirement[];
  readonly callbacks: readonly Callback[];
}
type ParameterLocation = "path" | "query" | "querystring" | "header" | "cookie";
/** `tabDelimited` is 2.0's `collectionFormat: tsv`; the others are OpenAPI 3.2 §4.8.12.2. */
type ParameterStyle = "matrix" | "label" | "simple" | "form" | "spaceDelimited" | "pipeDelimited" | "tabDelimited" | "deepObject" | "cookie";
interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly pointer: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string | undefined;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** Absent where nothing is said about the value. */
  readonly schema?: SchemaUri | undefined;
  /** Set instead of a style where the value is itself serialised, e.g. as JSON (OpenAPI 3.1 §4.8.12.3). */
  readonly content?: MediaType | undefined;
  readonly examples: readonly Example[];
}
interface RequestBody {
  readonly pointer: string;
  readonly required: boolean;
  readonly description?: string | undefined;
  /** In document order. 2.0's `body` and `formData` parameters appear here too. */
  readonly content: readonly MediaType[];
}
interface ResponseObject {
  /** `200`, `2XX` (upper case) or `default`. */
  readonly status: string;
  readonly pointer: string;
  readonly description?: string | undefined;
  readonly headers: readonly Header[];
  readonly content: readonly MediaType[];
  readonly links: readonly Link[];
}
interface MediaType {
  /** As written, e.g. `application/json; charset=utf-8`, `application/*`. */
  readonly mediaType: string;
  readonly pointer: string;
  readonly schema?: SchemaUri | undefined;
  /** The schema of each item of a sequential media type, e.g. `text/event-stream` (OpenAPI 3.2 §4.8.14.2). */
  readonly itemSchema?: SchemaUri | undefined;
  readonly examples: readonly Example[];
  /** How the properties of a form or multipart body are written (OpenAPI 3.1 §4.8.15). */
  readonly encoding: ReadonlyMap<string, Encoding>;
}
interface Encoding {
  readonly contentType?: string | undefined;
  readonly style?: ParameterStyle | undefined;
  readonly explode?: boolean | undefined;
  readonly allowReserved?: boolean | undefined;
  readonly headers: readonly Header[];
}
interface Example {
  /** `''` for `example` and for 2.0's `examples` by media type. */
  readonly name: string;
  readonly pointer: string;
  readonly summary?: string | undefined;
  /**
   * The value as data. `undefined` where only a serialised form is known.
   */
  readonly value?: unknown;
  /** The body's exact text (3.2 `serializedValue`, or the text of an `externalValue` that was loaded). */
  readonly serialized?: string | undefined;
}
interface Header {
  readonly name: string;
  readonly pointer: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly schema?: SchemaUri | undefined;
  readonly content?: MediaType | undefined;
  readonly examples: readonly Example[];
}
/** A Link Object (OpenAPI 3.1 §4.8.20). */
interface Link {
  readonly name: string;
  readonly pointer: string;
  readonly operationId?: string | undefined;
  readonly operationRef?: string | undefined;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly requestBody?: unknown;
  readonly description?: string | undefined;
}
/** One Operation Object of a Callback Object (OpenAPI 3.1 §4.8.18). */
interface Callback {
  readonly name: string;
  /** The runtime expression that gives the URL, e.g. `{$request.body#/callbackUrl}`. */
  readonly expression: string;
  readonly method: string;
  readonly pointer: string;
}
interface SecurityRequirement {
  /** All of them are needed. */
  readonly schemes: readonly {
    readonly scheme: SecurityScheme;
    readonly scopes: readonly string[];
  }[];
}
/** A Security Scheme Object (OpenAPI 3.1 §4.8.27); 2.0's `basic` and `accessCode` under today's names. */
type SecurityScheme = (SecuritySchemeBase & {
  readonly type: "apiKey";
  readonly in: "query" | "header" | "cookie";
  readonly parameterName: string;
}) | (SecuritySchemeBase & {
  readonly type: "http";
  readonly scheme: string;
  readonly bearerFormat?: string | undefined;
}) | (SecuritySchemeBase & {
  readonly type: "mutualTLS";
}) | (SecuritySchemeBase & {
  readonly type: "oauth2";
  readonly flows: readonly OAuthFlow[];
}) | (SecuritySchemeBase & {
  readonly type: "openIdConnect";
  readonly openIdConnectUrl: string;
});
interface SecuritySchemeBase {
  /** Its key in `components.securitySchemes`. */
  readonly name: string;
  readonly pointer: string;
  readonly description?: string | undefined;
}
interface OAuthFlow {
  readonly type: "implicit" | "password" | "clientCredentials" | "authorizationCode" | "deviceAuthorization";
  readonly authorizationUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly refreshUrl?: string | undefined;
  readonly scopes: readonly string[];
}
/** Where something stands: a file or URL and a JSON Pointer (RFC 6901) in it. */
interface Place {
  /** A path as the user would type it, or a URL; `''` for a document given as text or object. */
  readonly file: string;
  readonly pointer: string;
}
/** A loaded API document. Nothing of it is dereferenced; each part is read when it is asked for. */
interface ApiDocument {
  /** Where it came from, as in `Place.file`. */
  readonly file: string;
  readonly version: OpenApiVersion;
  readonly info: Info;
  readonly servers: readonly Server[];
  /** In document order; one entry for each method of each path. */
  readonly operations: readonly OperationEntry[];
  readonly webhooks: readonly WebhookEntry[];
  /** Those that can be resolved, by name. */
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** What loading noticed without looking for it; `checkDocument` looks. */
  readonly diagnostics: readonly Diagnostic[];
  /** The document as it was parsed. Never write to it. */
  readonly source: unknown;
  /**
   * Reads one operation. Cheap, not cached.
   *
   * @throws {SpecError} `REFERENCE_UNRESOLVED` (with its place) when a reference outside its schemas cannot be resolved.
   */
  readOperation(entry: OperationEntry | WebhookEntry): Operation;
  /**
   * A schema as JSON Schema 2020-12. Each `$ref` in it is a `SchemaUri` of this document. Cached.
   *
   * @throws {SpecError} `REFERENCE_UNRESOLVED` when it contains a reference that leads nowhere, with the place of that reference.
   */
  schema(uri: SchemaUri): JsonSchema;
  /** Where a schema stands; `pointer` may lead into it. For messages. */
  placeOf(uri: SchemaUri, pointer?: string): Place;
}
/**
 * A document with all that it uses of other files folded into it: components of theirs become components of its own.
 * JSON can be made of it. A document of one file is its `source` itself; that of several is a copy, which shares
 * examples and the like with the source, so it must not be written to either. References that lead nowhere stay.
 */
declare function bundleDocument(document: ApiDocument): unknown;
interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether a backtracking matcher may take very long to run this pattern. Default: nobody is warned of it. */
  readonly isSlowPattern?: ((pattern: string) => boolean) | undefined;
}
/**
 * Everything in a document that is not served as it is written, with line, column and advice, in the order of the text.
 * Looks where the specification says that things stand; what has one cause is one warning. Gives way to other work
 * every few milliseconds, so it may run beside a server.
 *
 * @throws The signal's reason where it is aborted.
 */
declare function checkDocument(document: ApiDocument, options?: CheckOptions): Promise<readonly Diagnostic[]>;
/** Why a document, or a part of it, cannot be served. Stable: callers may branch on it. */
type SpecErrorCode = "UNREADABLE" | "ACCESS_REFUSED" | "NOT_TEXT" | "SYNTAX_INVALID" | "LIMIT_EXCEEDED" | "FORMAT_UNSUPPORTED" | "VERSION_UNSUPPORTED" | "DOCUMENT_INVALID" | "REFERENCE_UNRESOLVED" | "REFERENCE_LOOP";
interface SpecErrorDetails {
  /** What to do about it, in one sentence. */
  readonly advice: string;
  /** As in `Place.file`. */
  readonly file?: string | undefined;
  readonly pointer?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly cause?: unknown;
}
/** Thrown when a document, an operation or a schema cannot be read. */
declare class SpecError extends Error {
  override readonly name = "SpecError";
  readonly code: SpecErrorCode;
  readonly advice: string;
  /** A path or URL; `''` for a document given as text or object. */
  readonly file: string;
  /** JSON Pointer (RFC 6901) of what is wrong. */
  readonly pointer: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  constructor(code: SpecErrorCode, message: string, details: SpecErrorDetails);
}
/** How far away an IP address is; `never`: nobody should be sent there, whatever is allowed. */
type AddressReach = "loopback" | "private" | "public" | "never";
/** IPv4 addresses that are written as IPv6 ones count as what they are. */
declare function addressReach(address: string): AddressReach;
interface FetchUrlOptions {
  /** Of the file. */
  readonly maxBytes: number;
  /** For the whole, redirects included, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Whether URLs may lead to loopback and private networks; link-local addresses never. Default false. */
  readonly allowPrivateNetworks?: boolean | undefined;
  /** Used in place of a connection of our own. Addresses are checked before each call. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly signal?: AbortSignal | undefined;
}
interface FetchedFile {
  readonly bytes: Uint8Array;
  /** After redirects. */
  readonly url: string;
}
/**
 * Gets a file from a server. Each name is resolved once and the connection goes to the addresses that were checked; each
 * redirect is checked again.
 *
 * @param url Absolute.
 * @throws {SpecError} `ACCESS_REFUSED`, `UNREADABLE` or `LIMIT_EXCEEDED`; what `signal` says once that is aborted.
 */
declare function fetchUrl(url: string, options: FetchUrlOptions): Promise<FetchedFile>;
/** One piece of a JSON text. */
interface JsonToken {
  readonly type: "open" | "close" | "key" | "scalar";
  /** Where it begins in the text. */
  readonly start: number;
  /** Just behind it. */
  readonly end: number;
}
/** What is wrong in a JSON text, and where. */
declare class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  readonly offset: number;
  constructor(message: string, offset: number);
}
/**
 * Reads the tokens of a JSON text (RFC 8259) one by one, so that a caller may pause between any two. It needs no stack
 * of the runtime, however deep the text is nested. Commas behind a last item are passed over and noted.
 */
declare class JsonScanner {
  #private;
  readonly trailingCommas: number[];
  constructor(text: string);
  /**
   * The next token; undefined at the end of the text.
   *
   * @throws {JsonSyntaxError} at the first mistake.
   */
  next(): JsonToken | undefined;
}
interface LineColumn {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}
/** Where an offset of a text stands. */
declare function lineColumnAt(text: string, offset: number): LineColumn;
/**
 * How deep the brackets of a JSON text are nested, those in strings not counted. One pass over the bytes, since
 * parsers and all that comes after them recurse.
 */
declare function bracketDepth(bytes: Uint8Array): number;
/** How much a document may ask for. */
interface LoadLimits {
  /** Of one file. Default 64 MiB. */
  readonly maxBytes: number;
  /** Levels of objects and arrays. Default 300; the deepest document known has 32. */
  readonly maxDepth: number;
  /** Values of a document that uses YAML aliases, or was given as an object, each counted as often as it is referred to. Default 5,000,000. */
  readonly maxNodes: number;
  /** Other files that a document refers to. Default 1,000. */
  readonly maxFiles: number;
  /** For one answer of a server, redirects included, in milliseconds. Default 30,000. */
  readonly fetchTimeoutMs: number;
}
declare const DEFAULT_LIMITS: LoadLimits;
interface ParsedText {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined where nobody has looked. */
  readonly repeatsKeys: boolean | undefined;
}
/**
 * Parses YAML 1.2 (core schema: `no`, `on` and dates are strings) with merge keys. js-yaml reads it, since it is the
 * fastest; what it refuses, `yaml` reads if it is not too long, which also takes flow collections that close too far
 * left, unknown tags and the like. Of a key that is given twice the last counts.
 *
 * @throws {SpecError} `SYNTAX_INVALID` with line and column, or `LIMIT_EXCEEDED`.
 */
declare function parseYaml(text: string, file: string, limits: LoadLimits): Promise<ParsedText>;
/**
 * For the `lookup` of a request, which then connects to these addresses and to no others: a look-up of its own might
 * give different ones than those that were checked.
 *
 * @param addresses IP addresses, at least one.
 */
declare function pinnedLookup(addresses: readonly string[]): LookupFunction;
/** One reference token as it stands in a JSON Pointer (RFC 6901 §3). */
declare function escapeToken(token: string): string;
/** The reference tokens of a JSON Pointer, unescaped (RFC 6901 §4). What stands before the first `/` is left out. */
declare function pointerTokens(pointer: string): string[];
interface LoadOptions {
  /**
   * Where relative paths start, also those in a document given as text or object. Default: the current folder for the
   * path of a document; text and objects then have no place, and refer to no files.
   */
  readonly cwd?: string | undefined;
  /**
   * The folder that references to other files may not leave. Default: the nearest folder at or above the document that
   * holds a `.git` or `package.json`, else the parent of the document's folder; never a home folder.
   */
  readonly root?: string | undefined;
  /** Whether references in a document may lead to other origins on the network. Default false. */
  readonly remoteReferences?: boolean | undefined;
  /** Whether URLs may lead to loopback and private networks; link-local addresses never. Default false. */
  readonly allowPrivateNetworks?: boolean | undefined;
  /** Default: a connection to the address that was checked. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly limits?: Partial<LoadLimits> | undefined;
  readonly signal?: AbortSignal | undefined;
}
/**
 * Loads an API document: OpenAPI 2.0, 3.0, 3.1 or 3.2, JSON or YAML. It parses, builds the list of operations and gets
 * the other files that the document refers to; all else is read when it is asked for.
 *
 * Of a key that is given twice the last counts, in JSON and in YAML.
 *
 * @param input A path, an `http:` or `https:` URL, the text of a document, its bytes, or an object as parsing would give it.
 * @throws {SpecError} where nothing can be served; what concerns only a part is a diagnostic of the document.
 */
declare function loadDocument(input: string | Uint8Array | object, options?: LoadOptions): Promise<ApiDocument>;
/**
 * Finds the lines and columns of places in a document. Of a place that is not there as written, e.g. because a
 * reference or a YAML alias leads to it, the innermost part of the way that is. Undefined where the text cannot be had:
 * of an object, or of a file that has changed since. Gives way to other work every few milliseconds.
 *
 * @returns One for each place, in the same order.
 */
declare function locate(document: ApiDocument, places: readonly Place[], { signal }?: {
  readonly signal?: AbortSignal | undefined;
}): Promise<(LineColumn | undefined)[]>;
/** An operation; `undefined` where the document is wrong there, e.g. where a reference leads nowhere. */
declare function tryReadOperation(document: ApiDocument, entry: OperationEntry): Operation | undefined;
/** What is wrong with the text of a parameter or form field, before its schema is asked. Stable. */
type TextProblemCode = "BAD_ENCODING" | "BAD_SYNTAX" | "BAD_JSON" | "REPEATED" | "TOO_DEEP";
/**
 * What a text is to become. Text alone does not say: `a,b` is one value or two. The types of the leaves are no part of
 * it; they stay strings, for `CompiledSchema.coerce`.
 */
interface ValueShape {
  /** `any`: the schema allows several; the text decides where it can. */
  readonly kind: "primitive" | "array" | "object" | "any";
  /** `null` is let through beside it. Default `false`. */
  readonly nullable?: boolean | undefined;
  /** The members that the schema names. Default: none. */
  readonly names?: readonly string[] | undefined;
  /** Members of any other name belong to it too. Default `false`. */
  readonly open?: boolean | undefined;
  /** The shape of a member. Default: `any`. */
  readonly member?: ((name: string) => ValueShape) | undefined;
  /** The shape of each item. Default: `any`. */
  readonly items?: ValueShape | undefined;
  /** The shapes of the first items, where their order tells them apart. Default: none. */
  readonly prefixItems?: readonly ValueShape[] | undefined;
  /** The schemas that it was read from, the nearest first: for keywords that this is silent about, e.g. `xml`. */
  readonly parts?: readonly SchemaObject[] | undefined;
}
type Lookup = (uri: SchemaUri) => JsonSchema;
type SchemaObject = Exclude<JsonSchema, boolean>;
/**
 * Reads the shape off a schema: through `$ref`, `allOf`, `anyOf`, `oneOf`, `then` and `else` (OpenAPI 3.2 §4.24.4.2).
 * Where alternatives differ, the shape is `any`. Members are looked at when they are asked for, so circles do no harm.
 *
 * @param lookup Gives the schema that a `$ref` names.
 */
declare function shapeOf(schema: JsonSchema | undefined, lookup: Lookup): ValueShape;
/** Where the texts of one request's parameters are. */
interface ParameterSource {
  /** What stood for each parameter of the path template, still percent-encoded, in the order of `pathNames`. */
  readonly captures: readonly string[];
  /** The query as received, without `?`; `''` for none. */
  readonly query: string;
  /** A field's value by its lower-case name. */
  header(name: string): string | undefined;
}
/** What a parameter's text does wrong. The schema has not been asked yet. */
interface ParameterProblem {
  readonly parameter: Parameter;
  readonly code: TextProblemCode;
  /** Says what is wrong, without the parameter's name: `must be JSON: …`. */
  readonly message: string;
}
interface ParameterValues {
  /**
   * One for each parameter, in the order they were given in. `undefined`: not sent, or it has a problem. `''` for a
   * parameter that was sent empty and may be (`allowEmptyValue`): its schema is not to be asked. Leaves are strings.
   */
  readonly values: readonly unknown[];
  readonly problems: readonly ParameterProblem[];
  /** Names in the query that no parameter takes, decoded. */
  readonly unknownQuery: readonly string[];
}
interface ParameterReader {
  read(source: ParameterSource): ParameterValues;
}
interface ParameterReaderOptions {
  /** What each parameter's text is to become, in the order of the parameters. Default: `any`. */
  readonly shapes?: readonly (ValueShape | undefined)[] | undefined;
  /** Names of the path template's parameters, in the order of the captures. Default: path parameters in their own order. */
  readonly pathNames?: readonly string[] | undefined;
}
/**
 * Prepares to read the parameters of one operation, so that a request costs one pass over its query. Never throws for
 * what a request contains; keys may be anything, also `__proto__`.
 */
declare function createParameterReader(parameters: readonly Parameter[], options?: ParameterReaderOptions): ParameterReader;
/**
 * Reads one parameter's text, as `serializeParameter` writes it.
 *
 * @returns Its value with strings as leaves (`undefined` where the text does not contain it), or what is wrong with it.
 */
declare function parseParameter(parameter: Parameter, text: string, shape?: ValueShape): {
  readonly value: unknown;
} | {
  readonly problem: ParameterProblem;
};
interface FormOptions {
  /** The shape of the whole, usually an object. */
  readonly shape: ValueShape;
  /** By property (OpenAPI 3.2 §4.15). */
  readonly encoding?: ReadonlyMap<string, Encoding> | undefined;
}
/** What one field's text does wrong. */
interface FormProblem {
  /** The property; `''` where it has no name of its own. */
  readonly name: string;
  readonly code: TextProblemCode;
  readonly message: string;
}
interface FormReader {
  /** Reads `application/x-www-form-urlencoded` text. Never throws for what it contains. */
  read(text: string): {
    readonly value: Record<string, unknown>;
    readonly problems: readonly FormProblem[];
  };
  /**
   * The same, without the problems' names.
   *
   * @throws {MalformedTextError} for the first problem.
   */
  readOrThrow(text: string): Record<string, unknown>;
}
/**
 * Prepares to read forms. A property with a `style`, `explode` or `allowReserved` is read as a query parameter; one with
 * none as text, as JSON where it is an object, once for each item of an array, and, whatever it is, from names with
 * brackets as they are in use (`metadata[order]=7`, `items[0][price]=2`). Every name that was sent is in the value.
 */
declare function createFormReader({ shape, encoding }: FormOptions): FormReader;
/**
 * Writes an object as `application/x-www-form-urlencoded` text (OpenAPI 3.2 §4.15.3). A property with a `style`, `explode`
 * or `allowReserved` is written as a query parameter; of the others, an array's items one by one, and objects as JSON.
 * `undefined` is left out.
 */
declare function serializeForm(value: unknown, encoding?: ReadonlyMap<string, Encoding>): string;
/**
 * Writes a value as OpenAPI 3.2 §4.12.4 shows serialised examples: a path or header parameter as its text, a query
 * parameter as `name=value` pairs joined by `&`, a cookie parameter as pairs joined by `; `. Headers, and cookies of style
 * `cookie`, pass through as they are: what they must not contain is the caller's to avoid.
 */
declare function serializeParameter(parameter: Parameter, value: unknown): string;
/** A request as far as parameters make it. */
interface SerializedRequest {
  /** Path and query, as they go into the request line. */
  readonly target: string;
  /** Names as the document writes them; cookies as one `Cookie`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}
/**
 * Fills a path template and writes all parameters: the reverse of `createParameterReader`.
 *
 * @param path The template, e.g. `/pets/{petId}`; also `{a}.{b}`, `{+a}` (slashes pass), `:verb`, `?query` and `#fragment`,
 *   the last of which is never sent.
 * @param parameters With `values` in the same order; `undefined` is not sent.
 */
declare function serializeRequest(path: string, parameters: readonly Parameter[], values: readonly unknown[]): SerializedRequest;
/** One expression of a path template, e.g. `{petId}`. */
interface TemplateExpression {
  readonly name: string;
  /** It takes slashes too, as in `{+path}`. */
  readonly isGreedy: boolean;
}
/** Reads what stands between the braces: a name, often with an operator of RFC 6570 (`+path`, `path*`, `.ext`, `;color*`). */
declare function parseTemplateExpression(text: string): TemplateExpression;
/**
 * Everything in which a document differs from its specification, as the validator of `@scalar/openapi-parser` sees it.
 * Many documents in use fail and can be served all the same. References are left to `checkDocument`: the validator
 * takes every key called `$ref` for one.
 */
declare function validateStrict(document: ApiDocument): Promise<readonly Diagnostic[]>;
export { type AddressReach, type ApiDocument, type Callback, type CheckOptions, DEFAULT_LIMITS, type Diagnostic, type Encoding, type Example, type FetchUrlOptions, type FetchedFile, type FormOptions, type FormProblem, type FormReader, type Header, type Info, JsonScanner, type JsonSchema, JsonSyntaxError, type JsonToken, type Link, type LoadLimits, type LoadOptions, type MediaType, type OAuthFlow, type OpenApiVersion, type Operation, type OperationEntry, type Parameter, type ParameterLocation, type ParameterProblem, type ParameterReader, type ParameterReaderOptions, type ParameterSource, type ParameterStyle, type ParameterValues, type Place, type RequestBody, type ResponseObject, type SchemaUri, type SecurityRequirement, type SecurityScheme, type SecuritySchemeBase, type SerializedRequest, type Server, type ServerVariable, SpecError, type SpecErrorCode, type SpecErrorDetails, type TemplateExpression, type ValueShape, type WebhookEntry, addressReach, bracketDepth, bundleDocument, checkDocument, createFormReader, createParameterReader, escapeToken, fetchUrl, lineColumnAt, loadDocument, locate, parseParameter, parseTemplateExpression, parseYaml, pinnedLookup, pointerTokens, serializeForm, serializeParameter, serializeRequest, shapeOf, tryReadOperation, validateStrict };