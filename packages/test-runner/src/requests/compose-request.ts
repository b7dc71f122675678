import { isUtf8 } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { writeBody } from '@mockloop/body';
import { type ApiDocument, type Operation, type Parameter, serializeRequest } from '@mockloop/spec-parser';
import type { TestBody, TestRequest } from '../model/test-request.ts';
import { isLeftToOthers } from './left-to-others.ts';
import { mediaTypeOf } from './media-type-of.ts';
import type { BodyPart, ParameterPart, RequestParts } from './request-parts.ts';

/** Who sends a request, and the document that says how values are written. */
export interface ComposeOptions {
  readonly document: ApiDocument;
  /** Name of the identity. */
  readonly identity: string;
}

/**
 * Writes a request: parameters as their styles say, the body as its media type says. Fields that frame a message (`Host`,
 * `Content-Length` …) are left to the transport, and `Authorization` to the identity, also where the document has them as parameters.
 * Without an `Accept` of its own a request asks for what the operation answers with, and takes anything.
 */
export function composeRequest(
  operation: Operation,
  parts: RequestParts,
  { document, identity }: ComposeOptions,
): TestRequest {
  const written = writeParameters(operation, parts.values);
  const body = parts.body && writePart(operation, parts.body, document);
  const fields = written.headers.filter(([name]) => !isLeftToOthers(name, { identity, hasBody: body !== undefined }));
  const extra = parts.headers ?? [];
  const replaced = new Set(extra.map(([name]) => name.toLowerCase()));
  const own = [...fields.filter(([name]) => !replaced.has(name.toLowerCase())), ...extra];
  const has = (name: string): boolean => own.some(([field]) => field.toLowerCase() === name);
  const headers = [
    ...(has('accept') ? [] : acceptOf(operation)),
    ...(body === undefined || has('content-type') ? [] : [['Content-Type', body.contentType] as const]),
    ...own,
  ];
  return {
    method: operation.method,
    target: withQuery(written.target, parts.query ?? []),
    headers,
    body: body && toTestBody(body.bytes, headers),
    identity,
  };
}

function writeParameters(
  { path, parameters }: Operation,
  parts: readonly ParameterPart[],
): ReturnType<typeof serializeRequest> {
  // What is written as it is takes the place of a word that needs no escaping.
  const raws = parts.map((part, index) =>
    part !== undefined && part !== null && 'raw' in part ? { word: `mlraw${index}mlraw`, raw: part.raw } : undefined,
  );
  const written = serializeRequest(
    path,
    parameters.map((parameter, index) => (raws[index] === undefined ? parameter : plain(parameter))),
    parameters.map((_, index) => raws[index]?.word ?? sentValue(parts[index])),
  );
  const fill = (text: string): string =>
    raws.reduce((filled, one) => (one === undefined ? filled : filled.replace(one.word, () => one.raw)), text);
  return {
    target: fill(written.target),
    headers: written.headers.map(([name, value]) => [name, fill(value)]),
  };
}

function sentValue(part: ParameterPart): unknown {
  return part !== undefined && part !== null && 'value' in part ? part.value : undefined;
}

/** The same place in the request, written as `name=text` or as the text alone. */
function plain(parameter: Parameter): Parameter {
  if (parameter.in === 'querystring') return { ...parameter, content: mediaTypeOf([], 'text/plain') };
  const style = parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple';
  return { ...parameter, style, explode: false, content: undefined };
}

function withQuery(target: string, query: readonly (readonly [string, string])[]): string {
  if (query.length === 0) return target;
  const text = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return `${target}${target.includes('?') ? '&' : '?'}${text}`;
}

function acceptOf({ responses }: Operation): readonly (readonly [string, string])[] {
  const types = responses
    .filter(({ status }) => status.startsWith('2') || status === 'default')
    .flatMap(({ content }) => content.map(({ mediaType }) => mediaType))
    .filter((type) => /^[\x21-\x7e][\x20-\x7e]*$/.test(type) && !type.startsWith('*'));
  return [['Accept', [...new Set(types).values().take(4), types.length === 0 ? '*/*' : '*/*;q=0.1'].join(', ')]];
}

function writePart(
  { requestBody }: Operation,
  part: BodyPart,
  document: ApiDocument,
): { readonly contentType: string; readonly bytes: Uint8Array } {
  if ('raw' in part) return { contentType: part.mediaType, bytes: Buffer.from(part.raw) };
  const { contentType, body } = writeBody(part.value, {
    mediaType: mediaTypeOf(requestBody?.content ?? [], part.mediaType),
    lookup: (uri) => document.schema(uri),
    placeOf: (uri) => document.placeOf(uri),
  });
  return { contentType, bytes: typeof body === 'string' ? Buffer.from(body) : body };
}

function toTestBody(bytes: Uint8Array, headers: TestRequest['headers']): TestBody {
  const coding = headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
  const packed = coding === 'gzip' ? gzipSync(bytes) : bytes;
  const buffer = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  return isUtf8(buffer) ? { text: buffer.toString('utf8') } : { base64: buffer.toString('base64') };
}
