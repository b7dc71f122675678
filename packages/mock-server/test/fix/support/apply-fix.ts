import { gzipSync } from 'node:zlib';
import { writeBody } from '@mockloop/body';
import { type JsonSchema, type MediaType, type Operation, serializeForm } from '@mockloop/spec-parser';
import { applyPatch, type Operation as PatchOperation } from 'rfc6902';
import type { BuiltRequest } from '../../support/valid-request.ts';

/** A request as one JSON document, as docs/errors.md describes it. */
export interface RequestDocument {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  cookies: Record<string, string | string[]>;
  body?: unknown;
}

/** What a client knows of the operation that it calls. */
export interface Client {
  readonly operation: Operation;
  readonly lookup: (uri: string) => JsonSchema;
}

/** The document of a request as the client that sent it would write it. */
export function describeRequest(request: BuiltRequest): RequestDocument {
  const url = new URL(`http://mock${request.target}`);
  const { cookie = '', ...headers } = request.headers;
  const pairs = cookie.split('; ').filter((pair) => pair !== '');
  return {
    method: request.method,
    path: request.target.split('?', 1)[0] ?? '',
    query: collect([...url.searchParams]),
    headers,
    cookies: collect(pairs.map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)])),
    ...(request.body !== undefined && { body: bodyOf(request) }),
  };
}

/** @throws {Error} when the patch does not apply. */
export function patchDocument(document: RequestDocument, fix: readonly PatchOperation[]): RequestDocument {
  const patched = structuredClone(document);
  for (const problem of applyPatch(patched, structuredClone([...fix]))) if (problem !== null) throw problem;
  return patched;
}

/** Sends what a document says the way docs/errors.md says: what did not change as it was, the rest encoded anew. */
function requestOf(document: RequestDocument, before: BuiltRequest, client: Client): BuiltRequest {
  const old = describeRequest(before);
  const query =
    JSON.stringify(document.query) === JSON.stringify(old.query) ? rawQuery(before) : encodeQuery(document.query);
  const cookies = Object.entries(document.cookies).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}=${one}`),
  );
  const written = writeDocumentBody(document, client);
  const isSameBody =
    JSON.stringify(document.body) === JSON.stringify(old.body) &&
    document.headers['content-type'] === old.headers['content-type'];
  const headers: Record<string, string> = {
    ...document.headers,
    ...(!isSameBody && written?.contentType !== undefined && { 'content-type': written.contentType }),
    ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
  };
  const plain = isSameBody ? before.body : written?.bytes;
  const bytes = !isSameBody && plain && headers['content-encoding'] === 'gzip' ? gzipSync(plain) : plain;
  return {
    ...before,
    method: document.method,
    target: query === '' ? document.path : `${document.path}?${query}`,
    headers,
    body: bytes,
  };
}

/** A refused request with its fix. */
export function applyFix(request: BuiltRequest, fix: readonly PatchOperation[], client: Client): BuiltRequest {
  return requestOf(patchDocument(describeRequest(request), fix), request, client);
}

function bodyOf({ headers, body = new Uint8Array(), instance }: BuiltRequest): unknown {
  const type = headers['content-type'] ?? '';
  const text = Buffer.from(body).toString();
  if (/^(application\/x-www-form-urlencoded|multipart\/)/.test(type)) return structuredClone(instance);
  if (headers['content-encoding'] === 'gzip') return structuredClone(instance);
  if (!/[/+]json\b/.test(type) && !/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function collect(pairs: readonly (readonly string[])[]): Record<string, string | string[]> {
  const texts: Record<string, string | string[]> = {};
  for (const [name = '', value = ''] of pairs) {
    const known = texts[name];
    texts[name] = known === undefined ? value : [known, value].flat();
  }
  return texts;
}

function rawQuery({ target }: BuiltRequest): string {
  return target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
}

function encodeQuery(query: RequestDocument['query']): string {
  return Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    .map(
      ([name, value]) =>
        encodeURIComponent(name) + (value === '' ? '' : `=${encodeURIComponent(value).replaceAll('%2C', ',')}`),
    )
    .join('&');
}

function writeDocumentBody(
  { body, headers }: RequestDocument,
  { operation, lookup }: Client,
): { bytes: Uint8Array; contentType?: string } | undefined {
  if (body === undefined) return undefined;
  const type = headers['content-type'] ?? operation.requestBody?.content[0]?.mediaType ?? '';
  const described = operation.requestBody?.content.find(({ mediaType }) =>
    type.startsWith(mediaType.split(';')[0] ?? ''),
  );
  if (/[/+]json\b/.test(type)) return { bytes: Buffer.from(JSON.stringify(body)) };
  if (/^application\/x-www-form-urlencoded/.test(type))
    return { bytes: Buffer.from(typeof body === 'string' ? body : serializeForm(body, described?.encoding)) };
  if (/^multipart\//.test(type)) {
    const mediaType: MediaType = {
      ...(described ?? { pointer: '', examples: [], encoding: new Map() }),
      mediaType: type,
    };
    const written = writeBody(body, { mediaType, lookup });
    return { bytes: Buffer.from(written.body), contentType: written.contentType };
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { bytes: Buffer.from(text, isBinary(type) ? 'latin1' : 'utf8') };
}

function isBinary(type: string): boolean {
  return (
    /^(application\/(octet-stream|pdf|zip|gzip)|image|audio|video|font)\b/.test(type) && !/[/+](xml|json)\b/.test(type)
  );
}
