import type { Diagnostic } from './diagnostic.ts';
import type { ApiDocument, Place } from './document.ts';
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
import { rootOf, type SourceFile } from './node.ts';
import type { ReadContext } from './operation/read-context.ts';
import { readOperation } from './operation/read-operation.ts';
import { readSecuritySchemes } from './operation/read-security.ts';
import { buildRouteTable } from './operation/route-table.ts';
import { own } from './plain-object.ts';
import type { References } from './reference/references.ts';
import { SchemaRegistry } from './schema/schema-registry.ts';

/** A document whose files are all at hand. */
export class LoadedDocument implements ApiDocument {
  readonly file: string;
  readonly version: OpenApiVersion;
  readonly info: Info;
  readonly servers: readonly Server[];
  readonly operations: readonly OperationEntry[];
  readonly webhooks: readonly WebhookEntry[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly diagnostics: readonly Diagnostic[];
  readonly source: unknown;
  readonly context: ReadContext;

  constructor(main: SourceFile, references: References) {
    const root = rootOf(main);
    const routes = buildRouteTable(root, references);
    this.context = { root, version: main.version, references, schemas: new SchemaRegistry(references) };
    this.file = main.name;
    this.version = main.version;
    this.info = readInfo(main.value);
    this.servers = routes.servers;
    this.operations = routes.operations;
    this.webhooks = routes.webhooks;
    this.securitySchemes = readSecuritySchemes(root, references);
    this.diagnostics = [...[...references.files].flatMap((file) => file.diagnostics), ...routes.diagnostics];
    this.source = main.value;
  }

  readOperation(entry: OperationEntry | WebhookEntry): Operation {
    return readOperation(this.context, entry, this);
  }

  schema(uri: SchemaUri): JsonSchema {
    return this.context.schemas.schema(uri);
  }

  placeOf(uri: SchemaUri, pointer?: string): Place {
    return this.context.schemas.placeOf(uri, pointer);
  }
}

/** What the functions of this package know of a document that others do not. */
export function contextOf(document: ApiDocument): ReadContext {
  if (document instanceof LoadedDocument) return document.context;
  throw new TypeError('Give a document that loadDocument made.');
}

function readInfo(root: unknown): Info {
  const info = own(root, 'info');
  const text = (key: string): string | undefined => {
    const value = own(info, key);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  return { title: text('title') ?? 'Untitled API', version: text('version') ?? '', description: text('description') };
}
