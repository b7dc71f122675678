import type { Parameter } from '../model.ts';
import { encodePercent } from './percent.ts';
import { serializeParameter } from './serialize-parameter.ts';
import { parseTemplateExpression } from './template-expression.ts';

/** A request as far as parameters make it. */
export interface SerializedRequest {
  /** Path and query, as they go into the request line. */
  readonly target: string;
  /** Names as the document writes them; cookies as one `Cookie`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Fills a path template and writes all parameters: the reverse of `createParameterReader`.
 *
 * @param path The template, e.g. `/pets/{petId}`; also `{a}.{b}`, `{+a}` (slashes pass), `:verb`, `?query` and `#fragment`,
 *   the last of which is never sent.
 * @param parameters With `values` in the same order; `undefined` is not sent.
 */
export function serializeRequest(
  path: string,
  parameters: readonly Parameter[],
  values: readonly unknown[],
): SerializedRequest {
  const sent = parameters.flatMap((parameter, index) =>
    values[index] === undefined ? [] : { parameter, text: serializeParameter(parameter, values[index]) },
  );
  const textsIn = (...locations: readonly Parameter['in'][]) =>
    sent.filter(({ parameter, text }) => locations.includes(parameter.in) && text !== '').map(({ text }) => text);
  const inPath = new Map(
    sent.filter(({ parameter }) => parameter.in === 'path').map(({ parameter, text }) => [parameter.name, text]),
  );
  const [template = ''] = path.split('#');
  const question = template.indexOf('?');
  const filled = fillTemplate(question === -1 ? template : template.slice(0, question), inPath);
  const query = [
    ...templateQuery(question === -1 ? '' : template.slice(question + 1), inPath),
    ...textsIn('query', 'querystring'),
  ];
  const headers = sent
    .filter(({ parameter }) => parameter.in === 'header')
    .map(({ parameter, text }) => [parameter.name, text] as const);
  const cookies = textsIn('cookie').join('; ');
  return {
    target: query.length === 0 ? filled : `${filled}?${query.join('&')}`,
    headers: cookies === '' ? headers : [...headers, ['Cookie', cookies]],
  };
}

/** A parameter without a value is left as it is written, braces and all, so that nobody takes it for one. */
function fillTemplate(template: string, texts: ReadonlyMap<string, string>): string {
  return template
    .split(/(\{[^{}]*\})/)
    .map((part) => (part.startsWith('{') && part.endsWith('}') ? fillExpression(part, texts) : encodeLiteral(part)))
    .join('');
}

/** Documents write their paths in any script; a request target has ASCII only (RFC 3986 §2). */
function encodeLiteral(text: string): string {
  return text.replace(/[^\x21-\x7e]+/g, encodePercent);
}

function fillExpression(expression: string, texts: ReadonlyMap<string, string>): string {
  const { name, isGreedy } = parseTemplateExpression(expression.slice(1, -1));
  const text = texts.get(expression.slice(1, -1)) ?? texts.get(name);
  if (text === undefined) return encodePercent(expression);
  return isGreedy ? text.replaceAll('%2F', '/') : text;
}

/** Pairs whose value is a template are those of a query parameter of that name, unless it is one of the path's. */
function templateQuery(query: string, texts: ReadonlyMap<string, string>): readonly string[] {
  if (query === '') return [];
  return query
    .split('&')
    .map((pair) => fillTemplate(pair, texts))
    .filter((pair) => !pair.includes('%7B'));
}
