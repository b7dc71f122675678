import { type BodyKind, bodyKindOf, readBody, readJsonText, shapeOfBody } from '@mockloop/body';
import { DEFAULT_LIMITS, type JsonSchema, type MediaType, parseYaml, SpecError } from '@mockloop/spec-parser';
import { chooseMediaType } from '../check-body.ts';
import type { FixTarget } from './fix-target.ts';
import { isStructured, readText } from './rebuild-request.ts';

/** What a request has for a body, as its operation sees it. */
export interface BodyView {
  /** What the operation says of a media type like this. Absent: it takes none. */
  readonly mediaType: MediaType | undefined;
  /** Whether that is the media type that was sent. */
  readonly isTaken: boolean;
  /** What the body says, or was meant to. Absent: nobody knows. */
  readonly value?: unknown;
  /** Whether it says so without mistakes. */
  readonly isRead: boolean;
  /** How it stands in the request document. Absent: there is no body. */
  readonly shown?: unknown;
}

/** Reads what was sent, also where the operation takes no such media type. */
export async function viewBody(target: FixTarget): Promise<BodyView> {
  const { request, bytes } = target.original;
  const content = target.compiled.operation.requestBody?.content ?? [];
  const sent = request.header('content-type');
  const taken = chooseMediaType(content, sent);
  if (bytes.length === 0) {
    const named = sent === undefined ? undefined : taken;
    return { mediaType: named ?? nearestMediaType(content, ''), isTaken: named !== undefined, isRead: false };
  }
  const name = sent ?? taken?.mediaType ?? '';
  const mediaType = taken ?? nearestMediaType(content, name);
  const value = taken === undefined ? undefined : await target.compiled.body.value(request, bytes);
  const read = value ?? (isStructured(name) ? await readAs(name, mediaType ?? UNKNOWN, target) : undefined);
  const shown = read !== undefined && isStructured(name) ? read : structureIn(readText(bytes, name));
  const meant = read ?? (mediaType === undefined ? undefined : await readAsMeant(mediaType, target));
  return { mediaType, isTaken: taken !== undefined, value: meant, isRead: read !== undefined, shown };
}

/** JSON objects and arrays are shown as such whatever they are called; all other texts stay texts. */
function structureIn(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text;
  const result = readJsonText(text);
  return 'value' in result ? result.value : text;
}

const UNKNOWN: MediaType = { mediaType: '*/*', pointer: '', examples: [], encoding: new Map() };

/** What the value could be written in: JSON and forms carry what was read of either. */
function nearestMediaType(content: readonly MediaType[], sent: string): MediaType | undefined {
  const kinds: readonly BodyKind[] = bodyKindOf(sent) === 'form' ? ['form', 'json'] : ['json', 'form', 'multipart'];
  const found = kinds.map((kind) => content.find(({ mediaType }) => bodyKindOf(mediaType) === kind));
  return found.find((one) => one !== undefined) ?? content[0];
}

/** The bytes as a body of a media type, their leaves typed as the operation has them. */
async function readAs(contentType: string, mediaType: MediaType, { context, original }: FixTarget): Promise<unknown> {
  const { request, bytes } = original;
  const result = await readBody(bytes, {
    mediaType,
    contentType,
    contentEncoding: request.header('content-encoding'),
    schema: mediaType.schema === undefined ? undefined : context.schemas.compile(mediaType.schema, 'request'),
    lookup: (uri) => context.document.schema(uri),
    placeOf: (uri) => context.document.placeOf(uri),
    maxBytes: bytes.length * 20,
  });
  return 'value' in result ? result.value : undefined;
}

/** What was sent as something else, or with slips in it. */
async function readAsMeant(mediaType: MediaType, target: FixTarget): Promise<unknown> {
  const kind = bodyKindOf(mediaType.mediaType);
  const text = readText(target.original.bytes, '');
  const looksLikeJson = /^\s*[{[]/.test(text);
  if (looksLikeJson) return (await readAs('application/json', mediaType, target)) ?? readLeniently(text);
  const lookup = (uri: string): JsonSchema => target.context.document.schema(uri);
  const isFields = kind === 'form' && shapeOfBody({ mediaType, lookup }).kind !== 'primitive';
  return isFields && !text.includes('=') ? undefined : readAs(mediaType.mediaType, mediaType, target);
}

/** Longer texts are not searched for what they may have meant. */
const MAX_LENIENT = 16_384;

/** What JSON with slips in it was meant to say: single quotes, commas too many, names without quotes. YAML allows those. */
async function readLeniently(text: string): Promise<unknown> {
  if (text.length > MAX_LENIENT) return undefined;
  try {
    const { value } = await parseYaml(text, '', { ...DEFAULT_LIMITS, maxDepth: 50, maxNodes: 5_000 });
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}
