import { gzipSync } from 'node:zlib';
import { readBody, writeBody } from '@mockloop/body';
import { type CompiledSchema, type JsonSchema, SchemaError, type Schemas } from '@mockloop/schema';
import {
  type ApiDocument,
  type Operation,
  type Parameter,
  type SecurityScheme,
  serializeParameter,
  serializeRequest,
} from '@mockloop/spec-parser';

/** A request that can be sent over any transport. */
export interface BuiltRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  /** The values that were put into it. */
  readonly values: readonly unknown[];
  readonly instance?: unknown;
}

/** The document describes no request that could be sent. */
export class NoRequestError extends Error {}

export interface BuildContext {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  readonly seed: string;
}

/** A request that the document calls valid: every parameter, the first media type of the body, credentials. */
export async function buildValidRequest(operation: Operation, context: BuildContext): Promise<BuiltRequest> {
  const values = operation.parameters.map((parameter) => optionalValue(parameter, context));
  return buildRequest(operation, { ...context, values, body: await buildBody(operation, context) });
}

/** Fields that say where a request ends: they are HTTP's to write, also where a document has them as parameters. */
export const FRAMING: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'host',
  'expect',
]);

export interface BuiltBody {
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly instance: unknown;
}

export function buildRequest(
  operation: Operation,
  parts: {
    values: readonly unknown[];
    body?: BuiltBody | undefined;
    document: ApiDocument;
    withoutCredentials?: boolean;
  },
): BuiltRequest {
  const { values, body } = parts;
  const { target, headers } = serializeRequest(operation.path, operation.parameters, values);
  const credentials = parts.withoutCredentials
    ? []
    : (operation.security[0]?.schemes ?? []).map(({ scheme }) => scheme);
  const fields = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of FRAMING) fields.delete(name);
  let query = '';
  for (const scheme of credentials) query += addCredential(scheme, fields);
  if (body !== undefined) fields.set('content-type', body.contentType);
  const bytes = body && fields.get('content-encoding') === 'gzip' ? gzipSync(body.bytes) : body?.bytes;
  const separator = target.includes('?') ? '&' : '?';
  return {
    method: operation.method,
    target: query === '' ? target : `${target}${separator}${query.slice(1)}`,
    headers: Object.fromEntries(fields),
    body: bytes,
    values,
    instance: body?.instance,
  };
}

function addCredential(scheme: SecurityScheme, fields: Map<string, string>): string {
  switch (scheme.type) {
    case 'apiKey':
      if (scheme.in === 'query') return `&${encodeURIComponent(scheme.parameterName)}=key`;
      if (scheme.in === 'header')
        fields.set(scheme.parameterName.toLowerCase(), fields.get(scheme.parameterName.toLowerCase()) ?? 'key');
      else fields.set('cookie', [fields.get('cookie'), `${scheme.parameterName}=key`].filter(Boolean).join('; '));
      return '';
    case 'http':
      fields.set('authorization', `${scheme.scheme} ${scheme.scheme === 'basic' ? btoa('user:pass') : 'token'}`);
      return '';
    case 'oauth2':
    case 'openIdConnect':
      fields.set('authorization', 'Bearer token');
      return '';
    case 'mutualTLS':
      return '';
  }
}

export function parameterSchema(parameter: Parameter, { schemas }: BuildContext): CompiledSchema | undefined {
  const uri = parameter.schema ?? parameter.content?.schema;
  return uri === undefined ? undefined : schemas.compile(uri, 'request');
}

/** What need not be sent, and has no value that could be, is left out. */
function optionalValue(parameter: Parameter, context: BuildContext): unknown {
  try {
    return parameterValue(parameter, context);
  } catch (error) {
    if (error instanceof SchemaError && !parameter.required) return undefined;
    throw error;
  }
}

/** A value of its schema, and for the path one that leaves no segment empty. */
function parameterValue(parameter: Parameter, context: BuildContext): unknown {
  const schema = parameterSchema(parameter, context);
  if (schema === undefined) return 'value';
  const generate = (attempt: number): unknown =>
    schema.generate({ seed: `${context.seed} ${parameter.in} ${parameter.name} ${attempt}`, mode: 'random' });
  for (let attempt = 0; attempt < 20; attempt++) {
    const value = generate(attempt);
    if (parameter.in !== 'path' || serializeParameter(parameter, value) !== '') return value;
  }
  if (schema.isValid('value')) return 'value';
  throw new NoRequestError(`${parameter.pointer}: every value that was tried leaves its segment empty`);
}

/** A body of the first media type, from an instance that this media type can carry: a form has no empty array. */
export async function buildBody(operation: Operation, context: BuildContext): Promise<BuiltBody | undefined> {
  const mediaType = operation.requestBody?.content[0];
  if (mediaType === undefined) return undefined;
  const schema = mediaType.schema === undefined ? undefined : context.schemas.compile(mediaType.schema, 'request');
  const lookup = (uri: string): JsonSchema => context.document.schema(uri);
  for (let attempt = 0; attempt < 50; attempt++) {
    const seed = `${context.seed} ${attempt}`;
    const instance =
      schema === undefined ? itemsOf(mediaType.itemSchema, context) : schema.generate({ seed, mode: 'random' });
    const { contentType, body } = await writeBody(instance, { mediaType, lookup, seed });
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    if (schema === undefined) return { contentType, bytes, instance };
    const read = await readBody(bytes, { mediaType, contentType, schema, lookup });
    if (bytes.length > 0 && 'value' in read && schema.isValid(read.value)) return { contentType, bytes, instance };
  }
  if (!operation.requestBody?.required) return undefined;
  throw new NoRequestError(`${mediaType.pointer}: no instance that was tried survives ${mediaType.mediaType}`);
}

function itemsOf(itemSchema: string | undefined, { schemas, seed }: BuildContext): unknown {
  return itemSchema === undefined
    ? { value: 'free' }
    : [schemas.compile(itemSchema, 'request').generate({ seed, mode: 'random' })];
}
