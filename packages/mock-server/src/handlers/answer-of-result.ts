import { isJson, matchMediaType, negotiate, writeBody } from '@mockloop/body';
import type { MediaType } from '@mockloop/spec-parser';
import { type Answer, isBodiless } from '../answer.ts';
import type { CompiledOperation } from '../compiled-operation.ts';
import { FIELD_VALUE } from '../response-headers.ts';
import type { HandlerResponse } from './handler.ts';

const MEMBERS: ReadonlySet<string> = new Set(['status', 'headers', 'body']);
const FIELD_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Belong to the connection (RFC 9110 §7.6.1), or are said anew of what is sent. */
const NOT_THEIRS = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'trailer',
  'date',
]);

/** What a result becomes an answer for. */
export interface Asked {
  readonly compiled: CompiledOperation;
  /** The `Accept` field of the request. */
  readonly accept: string | undefined;
}

/**
 * Makes an answer of what a handler returned.
 *
 * @throws {TypeError} when it is nothing that can be sent, with what to return instead.
 */
export function answerOfResult(result: unknown, asked: Asked): Answer | Promise<Answer> {
  if (result instanceof Response) return answerOfWebResponse(result);
  if (typeof result !== 'object' || result === null || Array.isArray(result))
    throw new TypeError(`It returned ${nameOf(result)}. ${ADVICE}`);
  const other = Object.keys(result).find((name) => !MEMBERS.has(name));
  if (other !== undefined) throw new TypeError(`It returned an object with the member "${other}". ${ADVICE}`);
  return answerOfParts(result as HandlerResponse, asked);
}

const ADVICE = 'Return { status, headers, body }, a Response, or undefined.';

function answerOfParts(result: HandlerResponse, asked: Asked): Answer {
  const status = statusOf(result.status ?? asked.compiled.choose(undefined)?.status ?? 200);
  const fields = fieldsOf(result.headers ?? {});
  const given = fields.find(([name]) => name === 'content-type')?.[1];
  const headers = fields.filter(([name]) => !NOT_THEIRS.has(name)).flat();
  if (result.body === undefined || isBodiless(status)) return { status, headers };
  const { contentType, body } = bodyOf(result.body, given, { ...asked, status });
  return { status, headers: given === undefined ? ['content-type', contentType, ...headers] : headers, body };
}

/** `fetch` has unpacked what it gives; its fields still speak of what came. */
async function answerOfWebResponse(response: Response): Promise<Answer> {
  const status = statusOf(response.status);
  const isFetched = response.url !== '';
  const headers = [...response.headers].filter(
    ([name]) => !NOT_THEIRS.has(name) && !(isFetched && name === 'content-encoding'),
  );
  const body = response.body === null ? undefined : await response.bytes();
  return { status, headers: fieldsOf(headers).flat(), body };
}

function statusOf(status: unknown): number {
  if (typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599) return status;
  throw new TypeError(`It returned the status ${nameOf(status)}. A status is a whole number from 200 to 599.`);
}

function fieldsOf(
  headers: NonNullable<HandlerResponse['headers']> | (readonly [string, string])[],
): [name: string, value: string][] {
  const entries: (readonly [string, unknown])[] = Array.isArray(headers) ? headers : Object.entries(headers);
  return entries.flatMap(([name, values]) =>
    [values]
      .flat()
      .filter((value) => value !== undefined)
      .map((value) => fieldOf(name, value)),
  );
}

function fieldOf(name: string, value: unknown): [name: string, value: string] {
  if (!FIELD_NAME.test(name))
    throw new TypeError(`It returned the header ${JSON.stringify(name)}, which is no field name.`);
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new TypeError(`It returned ${nameOf(value)} as the header "${name}". Give a text or a list of texts.`);
  const text = String(value);
  if (FIELD_VALUE.test(text)) return [name.toLowerCase(), text];
  throw new TypeError(`It returned a header "${name}" with characters that a field cannot carry. Percent-encode them.`);
}

interface Written {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

function bodyOf(value: unknown, given: string | undefined, asked: Asked & { readonly status: number }): Written {
  const { document } = asked.compiled;
  const mediaType = mediaTypeOf(value, given, asked);
  if (value instanceof Uint8Array) return { contentType: mediaType.mediaType, body: value };
  if (typeof value === 'string' && !isJson(mediaType.mediaType))
    return { contentType: mediaType.mediaType, body: value };
  if (JSON.stringify(value) === undefined) throw new TypeError(`It returned ${nameOf(value)} as the body. ${ADVICE}`);
  return writeBody(value, {
    mediaType,
    lookup: (uri) => document.schema(uri),
    placeOf: (uri) => document.placeOf(uri),
  });
}

/** The one that the handler names, else that of the document's response, else what suits the value. */
function mediaTypeOf(
  value: unknown,
  given: string | undefined,
  { compiled, accept, status }: Asked & { status: number },
) {
  const content = compiled.choose(status)?.response.content ?? [];
  if (given !== undefined)
    return content.find(({ mediaType }) => matchMediaType(mediaType, given)) ?? undescribed(given);
  const described =
    content[
      negotiate(
        accept,
        content.map(({ mediaType }) => mediaType),
      ) ?? 0
    ];
  if (described !== undefined && !described.mediaType.includes('*')) return described;
  if (value instanceof Uint8Array) return undescribed('application/octet-stream');
  return undescribed(typeof value === 'string' ? 'text/plain; charset=utf-8' : 'application/json');
}

/** A media type that the document says nothing of. */
function undescribed(mediaType: string): MediaType {
  return { mediaType, pointer: '', examples: [], encoding: new Map() };
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 50));
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null
    ? 'an object'
    : typeof value === 'function'
      ? 'a function'
      : String(value);
}
