import { createFormReader, escapeToken, type ValueShape } from '@mockloop/spec-parser';
import { bodyKindOf } from './body-kind.ts';
import type { BodyContext, BodyProblem, BodyResult, ReadBody } from './body-result.ts';
import { shapeOfBody } from './body-shape.ts';
import { decodeUtf8 } from './decode-text.ts';
import { isJson, matchMediaType } from './media-type.ts';
import { setOwn } from './own-property.ts';
import { partContext } from './part-context.ts';
import { type Part, splitMultipart } from './split-multipart.ts';

const ANY: ValueShape = { kind: 'any' };

/**
 * Reads `multipart/form-data` as an object by the names of its parts (RFC 7578), and other multipart types as an array,
 * or, where the schema wants an object, by name, else in the order of its properties. Files are strings with one
 * character for each byte.
 *
 * @param read Reads a part as a body of its own.
 */
export async function readMultipart(bytes: Uint8Array, context: BodyContext, read: ReadBody): Promise<BodyResult> {
  const parts = splitMultipart(bytes, context.contentType);
  if (!isList(parts)) return parts;
  const at: Whole = { shape: shapeOfBody(context), context, read };
  const isForm = /^multipart\/form-data\s*(;|$)/i.test(context.contentType);
  const result = await (isForm || at.shape.kind === 'object' ? readNamed(parts, at) : readInOrder(parts, at));
  if ('problems' in result || context.schema === undefined) return result;
  return { value: context.schema.coerce(result.value) };
}

interface Whole {
  readonly shape: ValueShape;
  readonly context: BodyContext;
  readonly read: ReadBody;
}

async function readInOrder(parts: readonly Part[], at: Whole): Promise<BodyResult> {
  const { prefixItems = [], items = ANY } = at.shape;
  const value: unknown[] = [];
  for (const [index, part] of parts.entries()) {
    const result = await readPart(part, prefixItems[index] ?? items, at);
    if ('problems' in result) return inPart(String(index), result.problems);
    value.push(result.value);
  }
  return { value };
}

async function readNamed(parts: readonly Part[], at: Whole): Promise<BodyResult> {
  const fields: string[] = [];
  const values = new Map<string, unknown[]>();
  for (const [index, one] of parts.entries()) {
    const part = { ...one, name: one.name ?? at.shape.names?.[index] ?? String(index) };
    const text = isField(part, at) ? decodeUtf8(part.bytes) : undefined;
    if (text !== undefined) fields.push(`${encodeURIComponent(part.name.toWellFormed())}=${encodeURIComponent(text)}`);
    else {
      const result = await readNamedPart(part, at);
      if ('problems' in result) return inPart(part.name, result.problems);
      values.set(part.name, [...(values.get(part.name) ?? []), result.value]);
    }
  }
  return joined(fields, values, at);
}

interface NamedPart extends Part {
  readonly name: string;
}

/** Parts whose names are none of the schema's, such as `metadata[key]`, and those with a style are read as a form's fields are. */
function isField({ name, fileName, contentType }: NamedPart, { shape, context }: Whole): boolean {
  if (fileName !== undefined || !(contentType === undefined || matchMediaType('text/plain', contentType))) return false;
  const { style, explode } = context.mediaType.encoding.get(name) ?? {};
  return style !== undefined || explode !== undefined || shape.names?.includes(name) !== true;
}

async function readNamedPart(part: NamedPart, at: Whole): Promise<BodyResult> {
  const { contentType: sent } = part;
  const wanted = at.context.mediaType.encoding.get(part.name)?.contentType;
  if (wanted !== undefined && sent !== undefined && !isAllowed(wanted, sent)) {
    return { problems: [{ code: 'BAD_MULTIPART', message: `is of type ${sent}, while the document wants ${wanted}` }] };
  }
  const member = at.shape.member?.(part.name) ?? ANY;
  return readPart(part, member.kind === 'array' ? (member.items ?? ANY) : member, at);
}

function joined(
  fields: readonly string[],
  values: ReadonlyMap<string, unknown[]>,
  { shape, context }: Whole,
): BodyResult {
  const { value, problems } = createFormReader({ shape, encoding: context.mediaType.encoding }).read(fields.join('&'));
  if (problems.length > 0)
    return { problems: problems.map(({ name, message }) => partProblem(name, 'BAD_FORM', message)) };
  for (const [name, found] of values) {
    setOwn(value, name, isSingle(found, shape.member?.(name) ?? ANY) ? found[0] : found);
  }
  return { value };
}

/** A list may come as one part with the whole of it in JSON. */
function isSingle([first, ...others]: readonly unknown[], { kind, nullable, items = ANY }: ValueShape): boolean {
  if (others.length > 0 || kind !== 'array') return others.length === 0;
  return (nullable === true && first === null) || (Array.isArray(first) && items.kind !== 'array');
}

/** Where the schema wants a text, a file's content is left as it is, whatever its type. */
async function readPart(part: Part, shape: ValueShape, { context, read }: Whole): Promise<BodyResult> {
  const { bytes, contentType = 'text/plain', fileName } = part;
  if (fileName !== undefined && (shape.kind === 'primitive' || shape.kind === 'any')) return { value: octets(bytes) };
  if (shape.kind === 'primitive' && !(fileName === undefined && isJson(contentType))) {
    return { value: decodeUtf8(bytes) ?? octets(bytes) };
  }
  const isTooDeep = context.isPart === true && bodyKindOf(contentType) === 'multipart';
  return isTooDeep ? { value: octets(bytes) } : read(bytes, partContext(context, contentType, shape));
}

function octets(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function isAllowed(allowed: string, contentType: string): boolean {
  return allowed.split(',').some((range) => matchMediaType(range.trim(), contentType));
}

function inPart(name: string, problems: readonly BodyProblem[]): BodyResult {
  return { problems: problems.map(({ code, message }) => partProblem(name, code, message)) };
}

function partProblem(name: string, code: BodyProblem['code'], message: string): BodyProblem {
  const pointer = `/${escapeToken(name)}`;
  return { code, message: `has a part ${JSON.stringify(name)} that ${message}`, pointer };
}

function isList(parts: readonly Part[] | BodyResult): parts is readonly Part[] {
  return Array.isArray(parts);
}
