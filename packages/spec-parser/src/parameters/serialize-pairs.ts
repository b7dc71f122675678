import type { ParameterStyle } from '../model.ts';
import type { Codec } from './percent.ts';
import { DELIMITERS } from './read-text.ts';
import { membersOf, primitiveText } from './serialize-text.ts';

/** How one value becomes `name=value` pairs. */
export interface PairWriter {
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly encodeName: Codec;
  readonly encodeValue: Codec;
}

/** The pairs of a query, form or cookie parameter, encoded (OpenAPI 3.2 §4.12.5). */
export function serializePairs(writer: PairWriter, value: unknown): readonly string[] {
  const { name, style, explode, encodeName, encodeValue } = writer;
  const members = membersOf(value);
  if (style === 'deepObject') return deepPairs(encodeName(name), writer, value);
  const pair = (key: string, text: string) => `${encodeName(key)}=${text}`;
  if (members === undefined) return [pair(name, encodeValue(primitiveText(value)))];
  if (members.length === 0) return explode && !Array.isArray(value) ? [] : [pair(name, '')];
  if (explode) return members.map(([key, member]) => pair(key ?? name, encodeValue(primitiveText(member))));
  const delimiter = style in DELIMITERS ? encodeName(DELIMITERS[style as keyof typeof DELIMITERS]) : ',';
  const texts = members.flatMap(([key, member]) => (key === undefined ? [member] : [key, member]));
  return [pair(name, texts.map((text) => encodeValue(primitiveText(text))).join(delimiter))];
}

/** Brackets within brackets, and indices for arrays: the ways `deepObject` is extended in use. */
function deepPairs(prefix: string, writer: PairWriter, value: unknown): readonly string[] {
  const members = membersOf(value);
  if (members === undefined) return [`${prefix}=${writer.encodeValue(primitiveText(value))}`];
  if (members.length === 0) return [`${prefix}=`];
  return members.flatMap(([key, member], index) => {
    const inner = `${prefix}${writer.encodeName('[')}${writer.encodeName(key ?? String(index))}${writer.encodeName(']')}`;
    return deepPairs(inner, writer, member);
  });
}
