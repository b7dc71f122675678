import { readBody } from '@mockloop/body';
import type { CompiledSchema, Violation } from '@mockloop/schema';
import {
  createParameterReader,
  type MediaType,
  type Operation,
  type Parameter,
  type ParameterReader,
  parseTemplateExpression,
  serializeParameter,
  shapeOf,
} from '@mockloop/spec-parser';
import type { TestRequest } from '../model/test-request.ts';
import type { RunView } from '../run/run-view.ts';
import { composeRequest } from './compose-request.ts';
import { isLeftToOthers } from './left-to-others.ts';
import { mediaTypeOf } from './media-type-of.ts';
import type { ParameterPart, RequestParts } from './request-parts.ts';

/** One way in which a request breaks the document, as a server sees it. */
export interface Defect {
  readonly in: Parameter['in'] | 'body';
  /** Of the parameter; `''` for the body. */
  readonly name: string;
  /** The keyword that is not met; in upper case what is wrong with the text before any schema is asked: `BAD_JSON`. */
  readonly keyword: string;
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly message: string;
}

/** What of a run is needed to read a request. */
export type ReadView = Pick<RunView, 'document' | 'schemas'>;

/**
 * How a request breaks the document once it is on the wire: it is written, read as its parameters and body are declared, and only
 * then held against their schemas. Empty: it is valid. Bodies in XML or of several parts are read later.
 */
export function findDefects(
  operation: Operation,
  parts: RequestParts,
  view: ReadView,
): readonly Defect[] | Promise<readonly Defect[]> {
  const request = composeRequest(operation, parts, { document: view.document, identity: 'anonymous' });
  const defects = parameterDefects(operation, { parts, request, view });
  const body = bodyDefects(operation, { parts, request, view });
  if (body instanceof Promise) return body.then((found) => [...defects, ...found]);
  return defects.concat(body);
}

interface Written {
  readonly parts: RequestParts;
  readonly request: TestRequest;
  readonly view: ReadView;
}

/** A parameter's schema, for what requests have. */
export function parameterSchema({ schema, content }: Parameter, { schemas }: ReadView): CompiledSchema | undefined {
  const uri = schema ?? content?.schema;
  return uri === undefined ? undefined : schemas.compile(uri, 'request');
}

/** The schema of a body, for what requests have. */
export function bodySchema({ schema }: MediaType, { schemas }: ReadView): CompiledSchema | undefined {
  return schema === undefined ? undefined : schemas.compile(schema, 'request');
}

const readers = new WeakMap<Operation, ParameterReader>();

function readerOf(operation: Operation, view: ReadView): ParameterReader {
  const lookup = (uri: string): ReturnType<ReadView['document']['schema']> => view.document.schema(uri);
  const reader =
    readers.get(operation) ??
    createParameterReader(operation.parameters, {
      shapes: operation.parameters.map((parameter) => {
        const schema = parameterSchema(parameter, view);
        return schema && shapeOf(lookup(schema.uri), lookup);
      }),
    });
  readers.set(operation, reader);
  return reader;
}

function parameterDefects(operation: Operation, { parts, request, view }: Written): readonly Defect[] {
  const fields = new Map(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const question = request.target.indexOf('?');
  const { values, problems } = readerOf(operation, view).read({
    captures: operation.parameters.flatMap((parameter, index) =>
      parameter.in === 'path' ? [pathText(parameter, parts.values[index])] : [],
    ),
    query: question === -1 ? '' : request.target.slice(question + 1),
    header: (name) => fields.get(name),
  });
  const unreadable = problems.map(({ parameter, code, message }) => defectOf(parameter, { keyword: code, message }));
  const read = operation.parameters.flatMap((parameter, index) => {
    if (problems.some((problem) => problem.parameter === parameter)) return [];
    // An empty segment makes another path of it.
    if (parameter.in === 'path' && pathText(parameter, parts.values[index]) === '')
      return [defectOf(parameter, { keyword: 'required', message: 'is empty' })];
    return valueDefects(parameter, values[index], view);
  });
  return [...unreadable, ...read].filter(({ in: location, name }) => {
    if (location === 'path') return isInPath(operation.path, name);
    return location !== 'header' || !isLeftToOthers(name, { identity: '', hasBody: request.body !== undefined });
  });
}

/** A path parameter that the template does not have cannot be sent. */
export function isInPath(path: string, name: string): boolean {
  return [...path.matchAll(/\{([^{}]*)\}/g)].some(
    ([, text = '']) => text === name || parseTemplateExpression(text).name === name,
  );
}

/** `undefined` cannot be sent in a path: its braces are. */
function pathText(parameter: Parameter, part: ParameterPart): string {
  if (part === undefined || part === null) return '';
  return 'raw' in part ? part.raw : serializeParameter(parameter, part.value);
}

function valueDefects(parameter: Parameter, value: unknown, view: ReadView): readonly Defect[] {
  if (value === undefined) {
    return parameter.required ? [defectOf(parameter, { keyword: 'required', message: 'is missing' })] : [];
  }
  const schema = parameterSchema(parameter, view);
  if (schema === undefined || (value === '' && parameter.allowEmptyValue)) return [];
  return violationsOf(schema, schema.coerce(value)).map((violation) => defectOf(parameter, violation));
}

function violationsOf(schema: CompiledSchema, value: unknown): readonly Violation[] {
  return schema.isValid(value) ? [] : schema.validate(value);
}

function defectOf(
  { in: location, name }: Parameter,
  { keyword, message, pointer = '' }: Pick<Violation, 'keyword' | 'message'> & { readonly pointer?: string },
): Defect {
  return { in: location, name, keyword, message, pointer };
}

function bodyDefects(
  { requestBody }: Operation,
  { request, view, parts }: Written,
): readonly Defect[] | Promise<readonly Defect[]> {
  if (requestBody === undefined) return [];
  const bytes = bytesOf(request);
  if (parts.body === undefined || bytes.length === 0)
    return requestBody.required ? [bodyDefect({ keyword: 'required', message: 'is missing' })] : [];
  const mediaType = mediaTypeOf(requestBody.content, parts.body.mediaType);
  if (mediaType.pointer === '') return [bodyDefect({ keyword: 'content-type', message: 'has another media type' })];
  const schema = bodySchema(mediaType, view);
  const field = (name: string): string | undefined =>
    request.headers.find(([header]) => header.toLowerCase() === name)?.[1];
  const result = readBody(bytes, {
    mediaType,
    contentType: field('content-type') ?? mediaType.mediaType,
    contentEncoding: field('content-encoding'),
    schema,
    lookup: (uri) => view.document.schema(uri),
    placeOf: (uri) => view.document.placeOf(uri),
  });
  const judge = (read: Awaited<typeof result>): readonly Defect[] =>
    'problems' in read
      ? read.problems.map(({ code, message }) => bodyDefect({ keyword: code, message }))
      : (schema === undefined ? [] : violationsOf(schema, read.value)).map(bodyDefect);
  return result instanceof Promise ? result.then(judge) : judge(result);
}

function bodyDefect({
  keyword,
  message,
  pointer = '',
}: Omit<Defect, 'in' | 'name' | 'pointer'> & { readonly pointer?: string }): Defect {
  return { in: 'body', name: '', keyword, message, pointer };
}

function bytesOf({ body }: TestRequest): Uint8Array {
  if (body === undefined) return new Uint8Array();
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}
