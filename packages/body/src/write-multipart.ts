import { createHash } from 'node:crypto';
import { type Encoding, serializeForm, shapeOf, type ValueShape } from '@mockloop/spec-parser';
import { partContext } from './part-context.ts';
import type { WriteBody, WriteBodyContext, WrittenBody } from './written-body.ts';

/**
 * Writes an object as named parts and an array as parts in order (RFC 7578, RFC 2046). What a part's type is, the
 * encoding says, else the schema (OpenAPI 3.2 §4.15.1.1). The boundary depends on the seed alone.
 *
 * @param write Writes a part as a body of its own.
 */
export function writeMultipart(value: unknown, context: WriteBodyContext, write: WriteBody): WrittenBody {
  const { mediaType, lookup, seed = '' } = context;
  const shape = shapeOf(mediaType.schema === undefined ? undefined : lookup(mediaType.schema), lookup);
  const at: Whole = { shape, context, write };
  const parts = Array.isArray(value) ? partsInOrder(value, at) : namedParts(value, at);
  const boundary = boundaryFor(parts, seed);
  const body = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from('\r\n')]);
  return {
    contentType: `${mediaType.mediaType.replace(/;\s*boundary=("[^"]*"|[^;]*)/i, '')}; boundary=${boundary}`,
    body: Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

interface Whole {
  readonly shape: ValueShape;
  readonly context: WriteBodyContext;
  readonly write: WriteBody;
}

function partsInOrder(values: readonly unknown[], at: Whole): readonly Buffer[] {
  const { prefixItems = [], items } = at.shape;
  return values.map((value, index) => writePart({ value, shape: prefixItems[index] ?? items }, at));
}

function namedParts(value: unknown, at: Whole): readonly Buffer[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : writeMember(name, member, at)));
}

function writeMember(name: string, member: unknown, at: Whole): readonly Buffer[] {
  const encoding = at.context.mediaType.encoding.get(name);
  if (encoding?.style !== undefined || encoding?.explode !== undefined) return styledParts(name, member, encoding);
  const shape = at.shape.member?.(name);
  const contentType = encoding?.contentType;
  if (!Array.isArray(member)) return [writePart({ value: member, shape, name, contentType }, at)];
  if (member.length === 0) return [writePart({ value: member, shape, name, contentType: 'application/json' }, at)];
  return member.map((value: unknown) => writePart({ value, shape: shape?.items, name, contentType }, at));
}

/** The pairs that a form would have, each as a part, nothing escaped. */
function styledParts(name: string, value: unknown, encoding: Encoding): readonly Buffer[] {
  const text = serializeForm({ [name]: value }, new Map([[name, { ...encoding, allowReserved: false }]]));
  return [...new URLSearchParams(text)].map(([key, member]) => Buffer.from(`${disposition(key)}\r\n\r\n${member}`));
}

interface PartValue {
  readonly value: unknown;
  readonly shape: ValueShape | undefined;
  readonly name?: string | undefined;
  /** As an encoding gives it: perhaps several, perhaps ranges. */
  readonly contentType?: string | undefined;
}

function writePart({ value, shape, name, contentType }: PartValue, { context, write }: Whole): Buffer {
  const type = contentType?.split(',', 1)[0]?.trim() ?? defaultType(value, shape);
  const written = write(value, partContext(context, type, shape));
  const isFile = !/^(text\/plain|application\/json|multipart\/)/i.test(written.contentType);
  const headers = [
    ...(name === undefined ? [] : [disposition(name, isFile ? name : undefined)]),
    ...(written.contentType === 'text/plain' ? [] : [`Content-Type: ${written.contentType}`]),
  ];
  const head = headers.map((line) => `${line}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.from(written.body)]);
}

/** @see https://spec.openapis.org/oas/v3.2.0.html#encoding-object */
function defaultType(value: unknown, shape: ValueShape | undefined): string {
  if (typeof value === 'object') return 'application/json';
  if (typeof value !== 'string') return 'text/plain';
  const parts = shape?.parts ?? [];
  const isBinary = parts.some(({ format, contentEncoding }) => format === 'binary' || contentEncoding !== undefined);
  return isBinary ? 'application/octet-stream' : 'text/plain';
}

/** Nothing in a name can end the quotes or the line (https://html.spec.whatwg.org/#multipart-form-data). */
function disposition(name: string, fileName?: string): string {
  const file = fileName === undefined ? '' : `; filename="${escapeName(fileName)}"`;
  return `Content-Disposition: form-data; name="${escapeName(name)}"${file}`;
}

function escapeName(name: string): string {
  return name.toWellFormed().replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function boundaryFor(parts: readonly Buffer[], seed: string): string {
  for (let attempt = 0; ; attempt++) {
    const boundary = `mockloop-${createHash('sha256').update(`${attempt} ${seed}`).digest('hex').slice(0, 24)}`;
    if (!parts.some((part) => part.includes(boundary))) return boundary;
  }
}
