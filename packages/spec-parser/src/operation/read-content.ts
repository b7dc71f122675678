import type { Encoding, Header, MediaType, ParameterStyle } from '../model.ts';
import { child, entries, type Node } from '../node.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import type { ReadContext } from './read-context.ts';
import { readExamples } from './read-examples.ts';

/**
 * The `content` of a request body, response, parameter or header, in document order.
 *
 * @throws {SpecError} where the reference of a Media Type Object (OpenAPI 3.2 §4.8.10) leads nowhere.
 */
export function readContent(context: ReadContext, content: Node | undefined): MediaType[] {
  return content === undefined
    ? []
    : entries(content).map(([mediaType, node]) => readMediaType(context, mediaType, node));
}

function readMediaType(context: ReadContext, mediaType: string, reference: Node): MediaType {
  const node = context.references.resolve(reference);
  return {
    mediaType,
    pointer: node.at,
    schema: schemaIn(context, node, 'schema'),
    itemSchema: schemaIn(context, node, 'itemSchema'),
    examples: readExamples(context, node),
    encoding: readEncodings(context, child(node, 'encoding')),
  };
}

/** The URI of a schema that a field holds; undefined where it holds none. */
export function schemaIn({ schemas }: ReadContext, owner: Node, key: string): string | undefined {
  const node = child(owner, key);
  return node !== undefined && (isObject(node.value) || typeof node.value === 'boolean')
    ? schemas.uriOf(node)
    : undefined;
}

function readEncodings(context: ReadContext, node: Node | undefined): ReadonlyMap<string, Encoding> {
  const encodings = node === undefined ? [] : entries(node);
  return new Map(encodings.map(([property, encoding]) => [property, readEncoding(context, encoding)]));
}

const STYLES: ReadonlySet<string> = new Set<ParameterStyle>(['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']);

function readEncoding(context: ReadContext, node: Node): Encoding {
  const style = ownString(node.value, 'style');
  return {
    contentType: ownString(node.value, 'contentType'),
    style: style !== undefined && STYLES.has(style) ? (style as ParameterStyle) : undefined,
    explode: booleanIn(node, 'explode'),
    allowReserved: booleanIn(node, 'allowReserved'),
    headers: readHeaders(context, child(node, 'headers')),
  };
}

function booleanIn({ value }: Node, key: string): boolean | undefined {
  const flag = own(value, key);
  return typeof flag === 'boolean' ? flag : undefined;
}

/**
 * The headers of a response or of a part of a multipart body. `Content-Type` is left out: the media type says it
 * (OpenAPI 3.1 §4.8.17).
 *
 * @throws {SpecError} where a reference leads nowhere.
 */
export function readHeaders(context: ReadContext, headers: Node | undefined): Header[] {
  return (headers === undefined ? [] : entries(headers))
    .filter(([name, { value }]) => name.toLowerCase() !== 'content-type' && isObject(value))
    .map(([name, node]) => readHeader(context, name, node));
}

function readHeader(context: ReadContext, name: string, reference: Node): Header {
  const node = context.references.resolve(reference);
  const isSwagger = node.file.version === '2.0';
  const content = readContent(context, child(node, 'content'));
  return {
    name,
    pointer: node.at,
    required: own(node.value, 'required') === true,
    explode: own(node.value, 'explode') === true,
    schema: isSwagger ? context.schemas.uriOf(node) : schemaIn(context, node, 'schema'),
    content: content[0],
    examples: readExamples(context, node),
  };
}
