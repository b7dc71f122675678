import type { Encoding } from '../model.ts';
import { encodeForm, encodePercent, encodeReserved } from './percent.ts';
import { isStyled } from './read-form.ts';
import { isJsonMediaType } from './read-json.ts';
import { serializePairs } from './serialize-pairs.ts';
import { membersOf, primitiveText } from './serialize-text.ts';

/**
 * Writes an object as `application/x-www-form-urlencoded` text (OpenAPI 3.2 §4.15.3). A property with a `style`, `explode`
 * or `allowReserved` is written as a query parameter; of the others, an array's items one by one, and objects as JSON.
 * `undefined` is left out.
 */
export function serializeForm(value: unknown, encoding: ReadonlyMap<string, Encoding> = new Map()): string {
  return (membersOf(value) ?? [])
    .filter(([, member]) => member !== undefined)
    .flatMap(([name = '', member]) => propertyPairs(name, member, encoding.get(name)))
    .join('&');
}

function propertyPairs(name: string, value: unknown, encoding: Encoding | undefined): readonly string[] {
  if (encoding !== undefined && isStyled(encoding)) return styledPairs(name, value, encoding);
  const isJson = encoding?.contentType !== undefined && isJsonMediaType(encoding.contentType);
  const write = (item: unknown) =>
    `${encodeForm(name)}=${encodeForm(isJson ? JSON.stringify(item) : primitiveText(item))}`;
  if (!Array.isArray(value)) return [write(value)];
  return value.length === 0 ? [`${encodeForm(name)}=`] : value.map(write);
}

function styledPairs(name: string, value: unknown, encoding: Encoding): readonly string[] {
  const { style = 'form', explode = style === 'form', allowReserved = false } = encoding;
  const encodeValue = allowReserved ? (text: string) => encodeReserved(text, '#[]&+,') : encodePercent;
  return serializePairs({ name, style, explode, encodeName: encodePercent, encodeValue }, value);
}
