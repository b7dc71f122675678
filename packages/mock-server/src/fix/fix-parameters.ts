import { SchemaError } from '@mockloop/schema';
import { type Parameter, serializeParameter } from '@mockloop/spec-parser';
import type { ReadParameter } from '../check-parameters.ts';
import { FIELD_VALUE } from '../response-headers.ts';
import { fillPath } from './fill-path.ts';
import type { FixTarget } from './fix-target.ts';
import { requestHead } from './rebuild-request.ts';
import {
  afterEquals,
  cookiePairs,
  decodeText,
  queryPairs,
  type RequestDocument,
  type Texts,
  textsOf,
  withHeader,
  withText,
} from './request-document.ts';

/** Gives each parameter that is missing or wrong a value: the one nearest to what was sent, else an example. */
export function fixParameters(document: RequestDocument, target: FixTarget): RequestDocument {
  const once = withoutRepeated(document, target);
  return wrongParameters(once, target).reduce((fixed, one) => fixParameter(fixed, one, target), once);
}

function wrongParameters(
  document: RequestDocument,
  { compiled, context, original }: FixTarget,
): readonly ReadParameter[] {
  const request = requestHead(document, original);
  const found = context.find(request);
  const captures = found.kind === 'found' ? found.captures : [];
  return compiled.parameters
    .read({ captures, query: request.query, header: (name) => request.header(name) })
    .filter(({ isRight }) => !isRight);
}

/** Of what came several times only the first, where that does. */
function withoutRepeated(document: RequestDocument, target: FixTarget): RequestDocument {
  let fixed = document;
  for (const { parameter } of wrongParameters(document, target)) {
    const { query, cookies } = fixed;
    const once =
      parameter.in === 'query'
        ? { ...fixed, query: withFirst(query, parameter.name) }
        : { ...fixed, cookies: withFirst(cookies, parameter.name) };
    if (once.query === query && once.cookies === cookies) continue;
    const isRight = !wrongParameters(once, target).some((other) => other.parameter === parameter);
    if (isRight) fixed = once;
  }
  return fixed;
}

function withFirst(texts: Texts, name: string): Texts {
  const sent = Object.hasOwn(texts, name) ? texts[name] : undefined;
  return Array.isArray(sent) ? withText(texts, name, sent[0]) : texts;
}

function fixParameter(document: RequestDocument, one: ReadParameter, target: FixTarget): RequestDocument {
  try {
    return writeParameter(document, one, { value: rightValue(one, target), target });
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    return one.parameter.required ? document : writeParameter(document, one, { value: undefined, target });
  }
}

/** @throws {SchemaError} when its schema has no instance. */
function rightValue({ parameter, schema, value }: ReadParameter, { seed, examples }: FixTarget): unknown {
  const own = `${seed} ${parameter.in} ${parameter.name}`;
  const repaired = value === undefined ? undefined : schema?.repair(value, { seed: own });
  // A value of another type has nothing left of what was sent: the author's own is better.
  if (typeof repaired === typeof value && repaired !== undefined) return repaired;
  const example = examples
    ? parameter.examples.find((given) => given.value !== undefined && schema?.isValid(given.value) !== false)
    : undefined;
  if (example !== undefined) return example.value;
  if (repaired !== undefined) return repaired;
  return schema === undefined ? 'value' : schema.generate({ seed: own, mode: examples ? 'example' : 'random' });
}

function writeParameter(
  document: RequestDocument,
  { parameter, value: sent }: ReadParameter,
  { value, target }: { readonly value: unknown; readonly target: FixTarget },
): RequestDocument {
  const text = value === undefined ? undefined : serializeParameter(parameter, value);
  switch (parameter.in) {
    case 'path':
      return text === undefined || text === '' ? document : fillPath(document, { [parameter.name]: text }, target);
    case 'header':
      return text !== undefined && !FIELD_VALUE.test(text)
        ? document
        : withHeader(document, parameter.name.toLowerCase(), text);
    case 'querystring':
      return { ...document, query: queryTexts(text ?? '') };
    case 'query':
      return { ...document, query: replaceTexts(document.query, queryTexts(text ?? ''), { parameter, sent }) };
    case 'cookie':
      return {
        ...document,
        cookies: replaceTexts(document.cookies, textsOf(cookiePairs(text ?? ''), afterEquals), { parameter, sent }),
      };
  }
}

function queryTexts(query: string): Texts {
  return textsOf(queryPairs(query), (raw) => decodeText(afterEquals(raw)));
}

/** The texts of a parameter instead of those that it had. */
function replaceTexts(
  texts: Texts,
  added: Texts,
  { parameter, sent }: { readonly parameter: Parameter; readonly sent: unknown },
): Texts {
  const { name, style } = parameter;
  // An object that is spread over several pairs has their names.
  const members = typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? Object.keys(sent) : [];
  const isOwn = (key: string): boolean =>
    key === name || members.includes(key) || (style === 'deepObject' && key.startsWith(`${name}[`));
  const others = Object.entries(texts).filter(([key]) => !isOwn(key) && !Object.hasOwn(added, key));
  return [...others, ...Object.entries(added)].reduce<Texts>((all, [key, text]) => withText(all, key, text), {});
}
