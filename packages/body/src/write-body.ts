import { serializeForm } from '@mockloop/spec-parser';
import { type BodyKind, bodyKindOf } from './body-kind.ts';
import { writeCsv } from './csv.ts';
import { writeEventStream } from './event-stream.ts';
import { writeJsonLines, writeJsonSequence } from './json-sequence.ts';
import { parseMediaType } from './media-type.ts';
import { minimalFile } from './minimal-files.ts';
import { writeMultipart } from './write-multipart.ts';
import { writeXml } from './write-xml.ts';
import type { WriteBodyContext, WrittenBody } from './written-body.ts';

/**
 * Writes an instance as its media type says: the reverse of `readBody`. What a media type cannot carry is written as JSON.
 *
 * @param value `undefined` is an empty body, or, for images and other known formats, a minimal file.
 */
export function writeBody(value: unknown, context: WriteBodyContext): WrittenBody {
  const { mediaType } = context;
  const contentType = concreteType(mediaType.mediaType, value);
  const kind = bodyKindOf(contentType);
  if (kind === 'multipart')
    return writeMultipart(value, { ...context, mediaType: { ...mediaType, mediaType: contentType } }, writeBody);
  const file = kind === 'binary' || kind === 'xml' ? minimalFile(contentType, value) : undefined;
  if (file !== undefined) return { contentType, body: file };
  if (kind === 'binary') return { contentType, body: writeBinary(value) };
  return { contentType, body: value === undefined ? '' : writeText(kind, value, context) };
}

function writeText(kind: Exclude<BodyKind, 'multipart' | 'binary'>, value: unknown, context: WriteBodyContext): string {
  switch (kind) {
    case 'json':
      return JSON.stringify(value);
    case 'form':
      return typeof value === 'string' ? value : serializeForm(value, context.mediaType.encoding);
    case 'xml':
      return writeXml(value, context);
    case 'json-lines':
      return writeJsonLines(value);
    case 'json-seq':
      return writeJsonSequence(value);
    case 'event-stream':
      return writeEventStream(value);
    case 'csv':
      return Array.isArray(value) ? writeCsv(value) : plainText(value);
    case 'text':
    case 'yaml':
      return plainText(value);
  }
}

/** A string of characters up to U+00FF has one for each byte, as `readBody` reads it. */
function writeBinary(value: unknown): Uint8Array {
  const text = value === undefined ? '' : plainText(value);
  return Buffer.from(text, /^[\0-\u00ff]*$/.test(text) ? 'latin1' : 'utf8');
}

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A member of the range that the document gives, one that carries the value. */
function concreteType(range: string, value: unknown): string {
  if (!range.includes('*')) return range;
  const { type = '*', suffix = '' } = parseMediaType(range) ?? {};
  if (suffix !== '') return `${type === '*' ? 'application' : type}/${suffix}`;
  if (type === '*') return typeof value === 'string' ? 'text/plain' : 'application/json';
  return CONCRETE_TYPES.get(type) ?? `${type}/octet-stream`;
}

const CONCRETE_TYPES: ReadonlyMap<string, string> = new Map([
  ['application', 'application/json'],
  ['text', 'text/plain'],
  ['image', 'image/png'],
  ['audio', 'audio/wav'],
  ['video', 'video/mp4'],
  ['font', 'font/woff2'],
  ['multipart', 'multipart/form-data'],
]);
