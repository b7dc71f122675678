import { bodyKindOf, type WriteBodyContext, writeBody } from '@mockloop/body';
import type { MediaType } from '@mockloop/spec-parser';
import type { MockRequest } from '../mock-request.ts';
import { cookiePairs, queryPairs, type RawPair, type RequestDocument, type Texts } from './request-document.ts';

/** A request as it was received. */
export interface Original {
  readonly request: MockRequest;
  readonly bytes: Uint8Array;
  readonly document: RequestDocument;
}

/** A request that nobody has sent. */
export interface RebuiltRequest {
  readonly request: MockRequest;
  readonly bytes: Uint8Array;
}

/**
 * The request that a document describes, without a new body: its body is the one that was received. What the document
 * says as it did before is sent as it was received; what is new is encoded, in the query everything but commas, which
 * there separate the items of a list.
 */
export function requestHead(document: RequestDocument, original: Original): MockRequest {
  const before = original.document;
  const { request, bytes } = original;
  const query = rebuildPairs(document.query, before.query, queryPairs(request.query)).map(writeQueryPair);
  const cookies = rebuildPairs(document.cookies, before.cookies, cookiePairs(request.header('cookie') ?? ''));
  const headers = new Map(Object.entries(document.headers));
  if (cookies.length > 0) headers.set('cookie', cookies.map(writeCookie).join('; '));
  return {
    ...{ time: request.time, start: request.start, origin: request.origin, client: request.client },
    method: document.method,
    path: document.path.slice(request.prefix.length),
    prefix: request.prefix,
    query: query.join('&'),
    hasBody: bytes.length > 0,
    header: (name) => headers.get(name),
    headers: () => [...headers],
    body: () => bytes,
  };
}

/** The same with the body that the document says, written as its media type is. */
export function rebuildRequest(
  document: RequestDocument,
  original: Original,
  { mediaType, ...context }: Omit<WriteBodyContext, 'mediaType'> & { readonly mediaType: MediaType | undefined },
): RebuiltRequest {
  const head = requestHead(document, original);
  const before = original.document;
  const isSameType = document.headers['content-type'] === before.headers['content-type'];
  if (document.body === before.body && isSameType) return { request: head, bytes: original.bytes };
  const { bytes, contentType } = writeDocumentBody(document, mediaType, context);
  const header = (name: string): string | undefined => {
    // Written plainly: the encoding is put on by whoever sends it.
    if (name === 'content-encoding') return undefined;
    return name === 'content-type' && contentType !== undefined ? contentType : head.header(name);
  };
  return { request: { ...head, header, hasBody: bytes.length > 0, body: () => bytes }, bytes };
}

type Rebuilt = string | readonly [name: string, value: string];

/** Pairs that are as they were, and those that are new. */
function rebuildPairs(texts: Texts, before: Texts, pairs: readonly RawPair[]): readonly Rebuilt[] {
  const isKept = (name: string): boolean => Object.hasOwn(texts, name) && texts[name] === before[name];
  const kept = pairs.filter(({ name }) => isKept(name)).map(({ raw }) => raw);
  const added = Object.entries(texts).flatMap(([name, value]) =>
    Object.hasOwn(before, name) && isKept(name) ? [] : [value].flat().map((text) => [name, text] as const),
  );
  return [...kept, ...added];
}

function writeQueryPair(pair: Rebuilt): string {
  if (typeof pair === 'string') return pair;
  const [name, value] = pair;
  const encoded = encodeURIComponent(value.toWellFormed()).replaceAll('%2C', ',');
  return encodeURIComponent(name.toWellFormed()) + (value === '' ? '' : `=${encoded}`);
}

function writeCookie(pair: Rebuilt): string {
  return typeof pair === 'string' ? pair : pair.join('=');
}

interface WrittenDocumentBody {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
}

function writeDocumentBody(
  { body, headers }: RequestDocument,
  mediaType: MediaType | undefined,
  context: Omit<WriteBodyContext, 'mediaType'>,
): WrittenDocumentBody {
  if (body === undefined) return { bytes: new Uint8Array() };
  const name = headers['content-type'] ?? mediaType?.mediaType ?? '';
  if (!isStructured(name)) return { bytes: writeText(body, name) };
  const written = writeBody(body, { ...context, mediaType: { ...(mediaType ?? NO_MEDIA_TYPE), mediaType: name } });
  const bytes = typeof written.body === 'string' ? Buffer.from(written.body) : written.body;
  const isMultipart = bodyKindOf(name) === 'multipart';
  return { bytes, contentType: isMultipart ? written.contentType : undefined };
}

const NO_MEDIA_TYPE: MediaType = { mediaType: '', pointer: '', examples: [], encoding: new Map() };

/** Whether a body of this media type stands in a request document as a value, not as a text. */
export function isStructured(contentType: string): boolean {
  const kind = bodyKindOf(contentType);
  return kind === 'json' || kind === 'form' || kind === 'multipart';
}

function writeText(body: unknown, contentType: string): Uint8Array {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return Buffer.from(text, bodyKindOf(contentType) === 'binary' && isLatin1(text) ? 'latin1' : 'utf8');
}

/** The text of a body that is no JSON and no form. */
export function readText(bytes: Uint8Array, contentType: string): string {
  const encoding = bodyKindOf(contentType) === 'binary' ? 'latin1' : 'utf8';
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);
}

function isLatin1(text: string): boolean {
  return /^[\0-\u00ff]*$/.test(text);
}
