import type { ParameterStyle } from '../model.ts';
import type { Codec } from './percent.ts';

/** How a value becomes one text. */
export interface TextWriter {
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly encode: Codec;
}

/** The text of a path or header parameter, encoded, with the prefix that its style has (OpenAPI 3.2 §4.12.5). */
export function serializeText(writer: TextWriter, value: unknown): string {
  switch (writer.style) {
    case 'matrix':
      return serializeMatrix(writer, value);
    case 'label':
      return `.${joinMembers(writer, value, writer.explode ? '.' : ',')}`;
    default:
      return joinMembers(writer, value, ',');
  }
}

/** Names and values of an object, values without names of an array; `undefined` for anything else. */
export function membersOf(
  value: unknown,
): readonly (readonly [name: string | undefined, value: unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((item: unknown) => [undefined, item] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}

/** `null` is empty, as RFC 6570 has no other word for it; what no style can carry is JSON (OpenAPI 3.2 Appendix B). */
export function primitiveText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function joinMembers({ explode, encode }: TextWriter, value: unknown, delimiter: string): string {
  const members = membersOf(value);
  if (members === undefined) return encode(primitiveText(value));
  return members
    .map(([name, member]) => {
      const text = encode(primitiveText(member));
      return name === undefined ? text : `${encode(name)}${explode ? '=' : delimiter}${text}`;
    })
    .join(delimiter);
}

function serializeMatrix(writer: TextWriter, value: unknown): string {
  const { name, explode, encode } = writer;
  const members = membersOf(value);
  const pair = (key: string, text: string) => (text === '' ? `;${encode(key)}` : `;${encode(key)}=${text}`);
  if (members === undefined || !explode) return pair(name, joinMembers({ ...writer, explode: false }, value, ','));
  return members.map(([key, member]) => pair(key ?? name, encode(primitiveText(member)))).join('');
}
