import type { MediaType, Operation, Parameter, ResponseObject } from '@mockloop/spec-parser';
import { docComment, quote } from './literal.ts';
import { braces, type SchemaTypes, type View } from './schema-types.ts';
import { type TypeText, UNKNOWN, union } from './type-text.ts';

/** Braces around the members of an operation. */
const INDENT = 2;

/** The members of the type of an operation: what its handler is given, and what it may answer. */
export function operationMembers(operation: Operation, schemas: SchemaTypes): readonly string[] {
  const { parameters, requestBody, responses } = operation;
  const within = (...locations: Parameter['in'][]): Parameter[] =>
    parameters.filter((one) => locations.includes(one.in));
  const values = (parameter: Parameter): TypeText => parameterType(parameter, schemas);
  const sent = requestBody === undefined ? UNKNOWN : bodyOf(requestBody.content, 'request', schemas);
  const body = requestBody?.required === true ? sent : union([sent, { text: 'undefined' }]);
  return [
    `params: ${members(within('path'), values)};`,
    `query: ${members(within('query', 'querystring'), values)};`,
    `headers: ${members(within('header'), texts, ({ name }) => name.toLowerCase())};`,
    `cookies: ${members(within('cookie'), texts)};`,
    `body: ${body.text};`,
    `success: ${successOf(responses) ?? 'undefined'};`,
    `answers: ${answersOf(responses, schemas)};`,
  ];
}

/** The same for an operation that cannot be read. */
export const UNREADABLE: readonly string[] = [
  'params: { [name: string]: unknown };',
  'query: { [name: string]: unknown };',
  'headers: {};',
  'cookies: {};',
  'body: unknown;',
  'success: undefined;',
  'answers: {};',
];

function members(
  parameters: readonly Parameter[],
  typeOf: (parameter: Parameter) => TypeText,
  nameOf = ({ name }: Parameter): string => name,
): string {
  const named = new Map(parameters.map((parameter) => [nameOf(parameter), parameter]));
  const lines = [...named].flatMap(([name, parameter]) => {
    const comment = docComment(parameter.description, { isDeprecated: parameter.deprecated });
    const line = `${quote(name)}${parameter.required ? '' : '?'}: ${typeOf(parameter).text};`;
    return comment === '' ? [line] : [comment, line];
  });
  return braces(lines, INDENT);
}

/** Of headers and cookies handlers see the texts. */
function texts(): TypeText {
  return { text: 'string' };
}

function parameterType({ schema, content }: Parameter, schemas: SchemaTypes): TypeText {
  const uri = schema ?? content?.schema;
  return uri === undefined ? UNKNOWN : schemas.typeOf(uri, 'request', INDENT + 1);
}

function answersOf(responses: readonly ResponseObject[], schemas: SchemaTypes): string {
  const lines = responses.filter(isFinal).flatMap(({ status, content, description }) => {
    const comment = docComment(description);
    const body = content.length === 0 ? 'undefined' : bodyOf(content, 'answer', schemas).text;
    const line = `${keyOf(status)}: ${body};`;
    return comment === '' ? [line] : [comment, line];
  });
  return braces(lines, INDENT);
}

/** A handler cannot answer with a status below 200. */
function isFinal({ status }: ResponseObject): boolean {
  return /^([2-5]\d\d|[2-5]XX|default)$/.test(status);
}

function keyOf(status: string): string {
  return /X/.test(status) ? quote(status) : status;
}

/** The key of the response that is sent where a handler names no status: the lowest 2xx, `2XX`, `default`. */
function successOf(responses: readonly ResponseObject[]): string | undefined {
  const statuses = responses.map(({ status }) => status).toSorted();
  const found = [/^2\d\d$/, /^2XX$/, /^default$/, /^[3-5]\d\d$/, /^[3-5]XX$/].map((form) =>
    statuses.find((status) => form.test(status)),
  );
  const success = found.find((status) => status !== undefined);
  return success && (/^\d/.test(success) ? keyOf(success) : quote(success));
}

function bodyOf(content: readonly MediaType[], view: View, schemas: SchemaTypes): TypeText {
  if (content.length === 0) return UNKNOWN;
  return union(
    content.map(({ mediaType, schema }) => {
      if (IS_TEXT.test(mediaType)) return { text: 'string' };
      const type = schema === undefined ? UNKNOWN : schemas.typeOf(schema, view, INDENT);
      if (IS_STRUCTURED.test(mediaType)) return view === 'request' || IS_JSON.test(mediaType) ? type : orText(type);
      return type.text === 'string' ? BYTES : union([type, BYTES]);
    }),
  );
}

const IS_JSON = /^[^;]*([/+]json|\*)\s*(;|$)/i;
const IS_STRUCTURED =
  /^[^;]*([/+](json|xml|yaml|x-yaml|json-seq|x-ndjson|ndjson|jsonl|csv|event-stream|form-data|x-www-form-urlencoded)|multipart\/[^;]*|\*)\s*(;|$)/i;
const IS_TEXT = /^\s*text\/(?!(xml|csv|yaml|x-yaml|event-stream)\b)/i;
const BYTES: TypeText = { text: 'Uint8Array' };

/** What has a form of its own may also be answered in that form. */
function orText(type: TypeText): TypeText {
  return union([type, { text: 'string' }, BYTES]);
}
