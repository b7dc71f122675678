import { readBody } from '@mockloop/body';
import type { MediaType, Operation, ResponseObject } from '@mockloop/spec-parser';
import type { TestExchange } from '../model/exchange.ts';
import type { RunView } from '../run/run-view.ts';
import { mediaTypeOf } from './media-type-of.ts';
import { responseFor } from './response-for.ts';

/**
 * The body of an answer as its `Content-Type` says, its leaves typed as the document has them.
 *
 * @returns `undefined` where there is none or it cannot be read.
 */
export async function readAnswer(
  exchange: TestExchange,
  operation: Operation | undefined,
  view: Pick<RunView, 'document' | 'schemas'>,
): Promise<{ readonly value: unknown } | undefined> {
  const { response } = exchange;
  if (response === undefined || response.body.length === 0) return undefined;
  const contentType = headerOf(response.headers, 'content-type') ?? guessType(response.body);
  const declared = operation && responseFor(operation, response.status);
  const result = await readAs(response.body, { contentType, mediaType: describedBy(declared, contentType), view });
  return 'value' in result ? { value: result.value } : undefined;
}

/** The first field of a name, in lower case. */
export function headerOf(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.find(([field]) => field === name)?.[1];
}

function describedBy(response: ResponseObject | undefined, contentType: string): MediaType {
  return mediaTypeOf(response?.content ?? [], contentType);
}

interface ReadAs {
  readonly contentType: string;
  readonly mediaType: MediaType;
  readonly view: Pick<RunView, 'document' | 'schemas'>;
}

/** Reads the body of an answer by a media type of the document. */
export function readAs(
  bytes: Uint8Array,
  { contentType, mediaType, view: { document, schemas } }: ReadAs,
): ReturnType<typeof readBody> {
  return readBody(bytes, {
    mediaType,
    contentType,
    schema: mediaType.schema === undefined ? undefined : schemas.compile(mediaType.schema, 'response'),
    lookup: (uri) => document.schema(uri),
    placeOf: (uri) => document.placeOf(uri),
  });
}

/** Servers forget to say what they send. */
function guessType(bytes: Uint8Array): string {
  const [first = 0] = bytes;
  return first === 0x7b || first === 0x5b ? 'application/json' : 'application/octet-stream';
}
