import type { ApiDocument, Header, JsonSchema, MediaType, Operation, SchemaUri } from '../src/index.ts';
import { SpecError } from '../src/index.ts';

export interface WholeDocument {
  readonly operations: readonly Operation[];
  readonly schemas: ReadonlyMap<SchemaUri, JsonSchema>;
  /** What could not be read: the operation's key or the schema's pointer. */
  readonly unreadable: readonly string[];
}

/** Reads every operation of a document, its callbacks, and every schema that can be reached from them. */
export function readWholeDocument(document: ApiDocument): WholeDocument {
  const unreadable: string[] = [];
  const entries = [...document.operations, ...document.webhooks];
  const operations = entries.flatMap((entry) => {
    try {
      const operation = document.readOperation(entry);
      return [operation, ...operation.callbacks.map((callback) => document.readOperation(callback))];
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      unreadable.push('key' in entry ? entry.key : entry.name);
      return [];
    }
  });
  const schemas = new Map<SchemaUri, JsonSchema>();
  const queue = operations.flatMap(schemaUrisOf);
  for (const uri of queue) {
    if (schemas.has(uri)) continue;
    schemas.set(uri, true);
    try {
      const schema = document.schema(uri);
      schemas.set(uri, schema);
      queue.push(...referencesIn(schema));
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      unreadable.push(error.pointer);
    }
  }
  return { operations, schemas, unreadable };
}

function schemaUrisOf({ parameters, requestBody, responses }: Operation): SchemaUri[] {
  return [
    ...parameters.flatMap(({ schema, content }) => urisOf(schema, content)),
    ...(requestBody?.content.flatMap(urisOfMediaType) ?? []),
    ...responses.flatMap(({ content, headers }) => [
      ...content.flatMap(urisOfMediaType),
      ...headers.flatMap(urisOfHeader),
    ]),
  ];
}

function urisOf(schema: SchemaUri | undefined, content: MediaType | undefined): SchemaUri[] {
  return [...(schema === undefined ? [] : [schema]), ...(content === undefined ? [] : urisOfMediaType(content))];
}

function urisOfHeader({ schema, content }: Header): SchemaUri[] {
  return urisOf(schema, content);
}

function urisOfMediaType({ schema, itemSchema, encoding }: MediaType): SchemaUri[] {
  const inHeaders = [...encoding.values()].flatMap(({ headers }) => headers.flatMap(urisOfHeader));
  return [schema, itemSchema].filter((uri) => uri !== undefined).concat(inHeaders);
}

const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples', 'xml']);

/** The URIs in the `$ref` and discriminators of a schema and of those within it. */
function referencesIn(schema: unknown): SchemaUri[] {
  if (Array.isArray(schema)) return schema.flatMap(referencesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]): SchemaUri[] => {
    if (keyword === '$ref' && typeof value === 'string') return [value];
    if (keyword === 'discriminator' && value.mapping !== undefined) return Object.values(value.mapping);
    return DATA.has(keyword) ? [] : referencesIn(value);
  });
}
