import type { CompiledSchema, Schemas } from '@mockloop/schema';
import {
  type ApiDocument,
  type Operation,
  type Parameter,
  type SecurityScheme,
  serializeRequest,
} from '@mockloop/spec-parser';
import { writeBody } from '../../src/body/write-body.ts';

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

export interface BuildContext {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  readonly seed: string;
}

/** A request that the document calls valid: every parameter, the first media type of the body, credentials. */
export async function buildValidRequest(operation: Operation, context: BuildContext): Promise<BuiltRequest> {
  const values = operation.parameters.map((parameter) => parameterValue(parameter, context));
  return buildRequest(operation, { ...context, values, body: await buildBody(operation, context) });
}

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
  const fields = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]));
  let query = '';
  for (const scheme of credentials) query += addCredential(scheme, fields);
  if (body !== undefined) fields.set('content-type', body.contentType);
  const separator = target.includes('?') ? '&' : '?';
  return {
    method: operation.method,
    target: query === '' ? target : `${target}${separator}${query.slice(1)}`,
    headers: Object.fromEntries(fields),
    body: body?.bytes,
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

function parameterValue(parameter: Parameter, context: BuildContext): unknown {
  const schema = parameterSchema(parameter, context);
  return schema === undefined
    ? 'value'
    : schema.generate({ seed: `${context.seed} ${parameter.in} ${parameter.name}`, mode: 'random' });
}

export async function buildBody(operation: Operation, context: BuildContext): Promise<BuiltBody | undefined> {
  const mediaType = operation.requestBody?.content[0];
  if (mediaType === undefined) return undefined;
  const instance =
    mediaType.schema === undefined
      ? itemsOf(mediaType.itemSchema, context)
      : context.schemas.compile(mediaType.schema, 'request').generate({ seed: context.seed, mode: 'random' });
  const { contentType, body } = await writeBody(instance, {
    mediaType,
    lookup: (uri) => context.document.schema(uri),
    seed: context.seed,
  });
  return { contentType, bytes: typeof body === 'string' ? Buffer.from(body) : body, instance };
}

function itemsOf(itemSchema: string | undefined, { schemas, seed }: BuildContext): unknown {
  return itemSchema === undefined
    ? { value: 'free' }
    : [schemas.compile(itemSchema, 'request').generate({ seed, mode: 'random' })];
}
