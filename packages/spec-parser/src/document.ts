import type { Diagnostic } from './diagnostic.ts';
import type {
  Info,
  JsonSchema,
  OpenApiVersion,
  Operation,
  OperationEntry,
  SchemaUri,
  SecurityScheme,
  Server,
  WebhookEntry,
} from './model.ts';

/** Where something stands: a file or URL and a JSON Pointer (RFC 6901) in it. */
export interface Place {
  /** A path as the user would type it, or a URL; `''` for a document given as text or object. */
  readonly file: string;
  readonly pointer: string;
}

/** A loaded API document. Nothing of it is dereferenced; each part is read when it is asked for. */
export interface ApiDocument {
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
