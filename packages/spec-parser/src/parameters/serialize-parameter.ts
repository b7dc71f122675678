import type { MediaType, Parameter } from '../model.ts';
import { type Codec, encodePercent, encodeReserved, identity } from './percent.ts';
import { isJsonMediaType } from './read-json.ts';
import { serializeForm } from './serialize-form.ts';
import { serializePairs } from './serialize-pairs.ts';
import { membersOf, primitiveText, serializeText } from './serialize-text.ts';

/**
 * Writes a value as OpenAPI 3.2 §4.12.4 shows serialised examples: a path or header parameter as its text, a query
 * parameter as `name=value` pairs joined by `&`, a cookie parameter as pairs joined by `; `. Headers, and cookies of style
 * `cookie`, pass through as they are: what they must not contain is the caller's to avoid.
 */
export function serializeParameter(parameter: Parameter, value: unknown): string {
  const { name, in: location, content } = parameter;
  if (location === 'querystring') return serializeQuerystring(content, value);
  const text = content === undefined ? undefined : contentText(content, value);
  switch (location) {
    case 'query':
      return queryPairs(parameter, value, text).join('&');
    case 'cookie':
      return text === undefined ? cookiePairs(parameter, value).join('; ') : `${name}=${encodePercent(text)}`;
    case 'header':
      return text ?? serializeText({ ...parameter, encode: identity }, value);
    default:
      return text === undefined
        ? serializeText({ ...parameter, encode: pathCodec(parameter, value) }, value)
        : encodePercent(text);
  }
}

function queryPairs(parameter: Parameter, value: unknown, text: string | undefined): readonly string[] {
  if (text !== undefined) return [`${encodePercent(parameter.name)}=${encodePercent(text)}`];
  const encodeValue = codecOf(parameter, membersOf(value) === undefined ? '#[]&+' : '#[]&+,');
  return serializePairs({ ...parameter, encodeName: encodePercent, encodeValue }, value);
}

function cookiePairs(parameter: Parameter, value: unknown): readonly string[] {
  const encodeValue = parameter.style === 'cookie' ? identity : codecOf(parameter, ';,');
  return serializePairs({ ...parameter, encodeName: identity, encodeValue }, value);
}

/** `/`, `?` and `#` may never stand in a path parameter's value (OpenAPI 3.2 §4.8.2). */
function pathCodec(parameter: Parameter, value: unknown): Codec {
  return codecOf(parameter, membersOf(value) === undefined && parameter.style !== 'matrix' ? '/?#[]' : '/?#[],;=');
}

function codecOf({ allowReserved }: Parameter, delimiters: string): Codec {
  return allowReserved ? (text) => encodeReserved(text, delimiters) : encodePercent;
}

function serializeQuerystring(content: MediaType | undefined, value: unknown): string {
  if (content === undefined) return '';
  if (!isJsonMediaType(content.mediaType) && membersOf(value) !== undefined)
    return serializeForm(value, content.encoding);
  return encodePercent(contentText(content, value));
}

function contentText({ mediaType }: MediaType, value: unknown): string {
  return isJsonMediaType(mediaType) ? JSON.stringify(value) : primitiveText(value);
}
