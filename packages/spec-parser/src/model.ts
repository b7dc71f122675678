/** A schema of JSON Schema 2020-12, whatever dialect it was written in (OpenAPI 3.1 §4.8.24). */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/**
 * Names one schema of a document, for `ApiDocument.schema`. Opaque (`schema:12`), stable while the document lives,
 * and equal for every way of referring to the same place.
 */
export type SchemaUri = string;

/** The version of the OpenAPI Specification that a document is written in, without its patch number. */
export type OpenApiVersion = '2.0' | '3.0' | '3.1' | '3.2';

export interface Info {
  readonly title: string;
  readonly version: string;
  readonly description?: string | undefined;
}

/** A Server Object (OpenAPI 3.1 §4.8.5); in 2.0 made from `schemes`, `host` and `basePath`. */
export interface Server {
  /** As written, with its `{variables}`. */
  readonly url: string;
  readonly description?: string | undefined;
  readonly variables: ReadonlyMap<string, ServerVariable>;
}

export interface ServerVariable {
  readonly default: string;
  readonly enum?: readonly string[] | undefined;
}

/** What is known of an operation without reading it: enough for a route table. */
export interface OperationEntry {
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
export interface WebhookEntry {
  readonly name: string;
  readonly method: string;
  readonly pointer: string;
}

/** An operation, every reference outside its schemas resolved, path-level parameters and servers included. */
export interface Operation {
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

export type ParameterLocation = 'path' | 'query' | 'querystring' | 'header' | 'cookie';

/** `tabDelimited` is 2.0's `collectionFormat: tsv`; the others are OpenAPI 3.2 §4.8.12.2. */
export type ParameterStyle =
  | 'matrix'
  | 'label'
  | 'simple'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'tabDelimited'
  | 'deepObject'
  | 'cookie';

export interface Parameter {
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

export interface RequestBody {
  readonly pointer: string;
  readonly required: boolean;
  readonly description?: string | undefined;
  /** In document order. 2.0's `body` and `formData` parameters appear here too. */
  readonly content: readonly MediaType[];
}

export interface ResponseObject {
  /** `200`, `2XX` (upper case) or `default`. */
  readonly status: string;
  readonly pointer: string;
  readonly description?: string | undefined;
  readonly headers: readonly Header[];
  readonly content: readonly MediaType[];
  readonly links: readonly Link[];
}

export interface MediaType {
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

export interface Encoding {
  readonly contentType?: string | undefined;
  readonly style?: ParameterStyle | undefined;
  readonly explode?: boolean | undefined;
  readonly allowReserved?: boolean | undefined;
  readonly headers: readonly Header[];
}

export interface Example {
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

export interface Header {
  readonly name: string;
  readonly pointer: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly schema?: SchemaUri | undefined;
  readonly content?: MediaType | undefined;
  readonly examples: readonly Example[];
}

/** A Link Object (OpenAPI 3.1 §4.8.20). */
export interface Link {
  readonly name: string;
  readonly pointer: string;
  readonly operationId?: string | undefined;
  readonly operationRef?: string | undefined;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly requestBody?: unknown;
  readonly description?: string | undefined;
}

/** One Operation Object of a Callback Object (OpenAPI 3.1 §4.8.18). */
export interface Callback {
  readonly name: string;
  /** The runtime expression that gives the URL, e.g. `{$request.body#/callbackUrl}`. */
  readonly expression: string;
  readonly method: string;
  readonly pointer: string;
}

export interface SecurityRequirement {
  /** All of them are needed. */
  readonly schemes: readonly { readonly scheme: SecurityScheme; readonly scopes: readonly string[] }[];
}

/** A Security Scheme Object (OpenAPI 3.1 §4.8.27); 2.0's `basic` and `accessCode` under today's names. */
export type SecurityScheme =
  | (SecuritySchemeBase & {
      readonly type: 'apiKey';
      readonly in: 'query' | 'header' | 'cookie';
      readonly parameterName: string;
    })
  | (SecuritySchemeBase & {
      readonly type: 'http' /** Lower case, e.g. `bearer`. */;
      readonly scheme: string;
      readonly bearerFormat?: string | undefined;
    })
  | (SecuritySchemeBase & { readonly type: 'mutualTLS' })
  | (SecuritySchemeBase & { readonly type: 'oauth2'; readonly flows: readonly OAuthFlow[] })
  | (SecuritySchemeBase & { readonly type: 'openIdConnect'; readonly openIdConnectUrl: string });

export interface SecuritySchemeBase {
  /** Its key in `components.securitySchemes`. */
  readonly name: string;
  readonly pointer: string;
  readonly description?: string | undefined;
}

export interface OAuthFlow {
  readonly type: 'implicit' | 'password' | 'clientCredentials' | 'authorizationCode' | 'deviceAuthorization';
  readonly authorizationUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly refreshUrl?: string | undefined;
  readonly scopes: readonly string[];
}
