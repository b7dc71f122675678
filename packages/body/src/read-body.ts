import { type BodyKind, bodyKindOf } from './body-kind.ts';
import type { BodyContext, BodyResult } from './body-result.ts';
import { shapeOfBody } from './body-shape.ts';
import { readCsvObjects, readCsvRows } from './csv.ts';
import { decodeContent } from './decode-content.ts';
import { decodeText } from './decode-text.ts';
import { readEventStream } from './event-stream.ts';
import { readFormBody } from './form-body.ts';
import { readJsonBody, readJsonText } from './json-body.ts';
import { readJsonLines, readJsonSequence } from './json-sequence.ts';
import { readSequence } from './read-sequence.ts';

/** What is known of a message's body before it is read. */
export interface ReadBodyContext extends BodyContext {
  /** The `Content-Encoding` field: `gzip`, `deflate`, `br`, `zstd`, or several. */
  readonly contentEncoding?: string | undefined;
}

/**
 * Reads the body of a request or response as its media type says. JSON, texts, forms and sequences are there at once;
 * what is compressed, XML, YAML and multipart come later.
 *
 * @returns The instance, or why there is none. Never throws for what the bytes contain.
 */
export function readBody(bytes: Uint8Array, context: ReadBodyContext): BodyResult | Promise<BodyResult> {
  const { contentEncoding } = context;
  if (contentEncoding === undefined || /^\s*(identity)?\s*$/i.test(contentEncoding)) return readPlain(bytes, context);
  return decodeContent(bytes, contentEncoding, context.maxBytes).then((decoded) =>
    decoded instanceof Uint8Array ? readPlain(decoded, context) : decoded,
  );
}

function readPlain(bytes: Uint8Array, context: BodyContext): BodyResult | Promise<BodyResult> {
  const kind = bodyKindOf(context.contentType);
  switch (kind) {
    case 'json':
      return readJsonBody(bytes);
    case 'multipart':
      return import('./read-multipart.ts').then(({ readMultipart }) => readMultipart(bytes, context, readPlain));
    case 'binary':
      return readUnknown(bytes, context);
    default: {
      const text = decodeText(bytes, context.contentType);
      return typeof text === 'string' ? readText(kind, text, context) : text;
    }
  }
}

function readText(
  kind: Exclude<BodyKind, 'json' | 'multipart' | 'binary'>,
  text: string,
  context: BodyContext,
): BodyResult | Promise<BodyResult> {
  switch (kind) {
    case 'form':
      return readFormBody(text, context);
    case 'xml':
      return import('./read-xml.ts').then(({ readXml }) => readXml(text, context));
    case 'json-lines':
      return readSequence(text, context, readJsonLines);
    case 'json-seq':
      return readSequence(text, context, readJsonSequence);
    case 'event-stream':
      return readSequence(text, context, readEventStream);
    case 'yaml':
      return import('./read-yaml.ts').then(({ readYaml }) => readYaml(text));
    case 'csv':
      return readCsv(text, context);
    case 'text':
      return structureIn(text, context) ?? typed(text, context);
  }
}

/** One character for each byte, so that lengths count bytes (OpenAPI 3.2 §4.14.4.2). */
function readUnknown(bytes: Uint8Array, context: BodyContext): BodyResult {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return structureIn(text, context) ?? typed(text, context);
}

function readCsv(text: string, context: BodyContext): BodyResult {
  const { kind, items } = shapeOfBody(context);
  if (kind !== 'array') return structureIn(text, context) ?? typed(text, context);
  return typed(items?.kind === 'array' ? readCsvRows(text) : readCsvObjects(text), context);
}

function wantsStructure(context: BodyContext): boolean {
  const { kind } = shapeOfBody(context);
  return kind === 'array' || kind === 'object';
}

/** Documents describe objects below `text/plain` and types of their own; what then comes is JSON. */
function structureIn(text: string, context: BodyContext): BodyResult | undefined {
  if (!/^\s*[{[]/.test(text) || !wantsStructure(context)) return undefined;
  const result = readJsonText(text);
  return 'value' in result ? result : undefined;
}

function typed(value: unknown, { schema }: BodyContext): BodyResult {
  return { value: schema === undefined ? value : schema.coerce(value) };
}
