import type { Encoding, Example, MediaType, Parameter, ParameterStyle, RequestBody } from '../model.ts';
import { child, entries, type Node } from '../node.ts';
import { own, ownString, setOwn } from '../plain-object.ts';
import { schemaIn } from './read-content.ts';
import type { ReadContext } from './read-context.ts';
import { IGNORED_HEADERS } from './read-parameters.ts';

const LOCATIONS: ReadonlySet<unknown> = new Set(['path', 'query', 'header']);

/** A Parameter Object of OpenAPI 2.0, already resolved; undefined where it has no usable name or describes the body. */
export function readSwaggerParameter(context: ReadContext, node: Node): Parameter | undefined {
  const { value } = node;
  const name = ownString(value, 'name');
  const location = own(value, 'in');
  if (name === undefined || !LOCATIONS.has(location)) return undefined;
  // As in 3.x: `consumes`, `produces` and `security` say what these fields hold.
  if (location === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) return undefined;
  return {
    name,
    in: location as 'path' | 'query' | 'header',
    pointer: node.at,
    required: location === 'path' || own(value, 'required') === true,
    deprecated: own(value, 'x-deprecated') === true,
    description: ownString(value, 'description'),
    ...swaggerStyle(own(value, 'collectionFormat'), location === 'query'),
    allowReserved: false,
    allowEmptyValue: own(value, 'allowEmptyValue') === true,
    // The keywords of a schema stand in the parameter itself; its other fields are none.
    schema: context.schemas.uriOf(node),
    examples: swaggerExample(node),
  };
}

/** What `in: body` and `in: formData` parameters describe. */
export function readSwaggerBody(
  context: ReadContext,
  nodes: readonly Node[],
  operation: Node,
): RequestBody | undefined {
  const body = nodes.find(({ value }) => own(value, 'in') === 'body');
  const fields = nodes.filter(({ value }) => own(value, 'in') === 'formData' && ownString(value, 'name') !== undefined);
  const consumes = mediaTypesOf(context, operation, 'consumes');
  if (body === undefined) return fields.length === 0 ? undefined : formBody(context, fields, { operation, consumes });
  const schema = schemaIn(context, body, 'schema');
  const content = consumes.length === 0 ? ['application/json'] : consumes;
  return {
    pointer: body.at,
    required: own(body.value, 'required') === true,
    description: ownString(body.value, 'description'),
    content: content.map((mediaType) =>
      mediaTypeOf(mediaType, body, { schema, examples: bodyExamples(body, mediaType) }),
    ),
  };
}

/** The content of a Response Object of OpenAPI 2.0: one for each media type that the operation produces. */
export function readSwaggerContent(context: ReadContext, response: Node, operation: Node): MediaType[] {
  const schema = schemaIn(context, response, 'schema');
  const examples = new Map(entriesOf(child(response, 'examples')));
  if (schema === undefined && examples.size === 0) return [];
  const produces = mediaTypesOf(context, operation, 'produces');
  const preset = examples.size === 0 ? ['application/json'] : [];
  const mediaTypes = new Set([
    ...produces,
    ...(produces.length === 0 ? [...preset, ...examples.keys()] : examples.keys()),
  ]);
  return [...mediaTypes].map((mediaType) => {
    const example = examples.get(mediaType);
    return mediaTypeOf(mediaType, response, { schema, examples: example === undefined ? [] : [unnamed(example)] });
  });
}

interface FormOptions {
  readonly operation: Node;
  readonly consumes: readonly string[];
}

function formBody(context: ReadContext, fields: readonly Node[], { operation, consumes }: FormOptions): RequestBody {
  const hasFile = fields.some(({ value }) => own(value, 'type') === 'file');
  const forms = consumes.filter((mediaType) =>
    /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(mediaType),
  );
  const fitting = forms.filter((mediaType) => !hasFile || /^multipart/i.test(mediaType));
  const preset = hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  const required = fields.filter(({ value }) => own(value, 'required') === true).map(nameOf);
  const schema = context.schemas.madeUp('form', operation, formSchema(context, fields, required));
  const encoding = new Map(fields.map((field) => [nameOf(field), fieldEncoding(field)]));
  return {
    pointer: operation.at,
    required: required.length > 0,
    content: (fitting.length === 0 ? [preset] : fitting).map((mediaType) => ({
      ...mediaTypeOf(mediaType, operation, { schema, examples: [] }),
      encoding,
    })),
  };
}

function formSchema(
  context: ReadContext,
  fields: readonly Node[],
  required: readonly string[],
): { [keyword: string]: unknown } {
  const properties = {};
  for (const field of fields) setOwn(properties, nameOf(field), { $ref: context.schemas.uriOf(field) });
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required: [...new Set(required)] }) };
}

function fieldEncoding({ value }: Node): Encoding {
  const isArray = own(value, 'type') === 'array';
  return { ...(isArray ? swaggerStyle(own(value, 'collectionFormat'), true) : {}), headers: [] };
}

/** `collectionFormat` in today's words; `multi` is what `form` does when it is exploded (OpenAPI 2.0, Parameter Object). */
function swaggerStyle(collectionFormat: unknown, isQuery: boolean): { style: ParameterStyle; explode: boolean } {
  switch (collectionFormat) {
    case 'multi':
      return { style: isQuery ? 'form' : 'simple', explode: isQuery };
    case 'ssv':
      return { style: 'spaceDelimited', explode: false };
    case 'pipes':
      return { style: 'pipeDelimited', explode: false };
    case 'tsv':
      return { style: 'tabDelimited', explode: false };
    default:
      return { style: isQuery ? 'form' : 'simple', explode: false };
  }
}

/** Of the operation, else of the document. */
function mediaTypesOf({ root }: ReadContext, operation: Node, key: 'consumes' | 'produces'): string[] {
  const list = own(operation.value, key) ?? own(root.value, key);
  return Array.isArray(list) ? [...new Set(list.filter((mediaType) => typeof mediaType === 'string'))] : [];
}

type Described = Pick<MediaType, 'schema' | 'examples'>;

function mediaTypeOf(mediaType: string, { at }: Node, described: Described): MediaType {
  return { mediaType, pointer: at, ...described, encoding: new Map() };
}

/** `x-example` and `x-examples`, by which many documents make up for what 2.0 lacks. */
function swaggerExample(node: Node): Example[] {
  const example = child(node, 'x-example');
  return example === undefined ? [] : [unnamed(example)];
}

function bodyExamples(body: Node, mediaType: string): Example[] {
  const byMediaType = child(body, 'x-examples');
  const example = byMediaType === undefined ? undefined : child(byMediaType, mediaType);
  return example === undefined ? swaggerExample(body) : [unnamed(example)];
}

function unnamed({ at, value }: Node): Example {
  return { name: '', pointer: at, value };
}

function entriesOf(node: Node | undefined): [string, Node][] {
  return node === undefined ? [] : entries(node);
}

function nameOf({ value }: Node): string {
  return ownString(value, 'name') ?? '';
}
