import type { ParameterStyle } from '../model.ts';
import { setOwn } from '../plain-object.ts';
import { MalformedTextError } from './malformed-text.ts';
import { type Codec, decodePercent, excerpt } from './percent.ts';
import { createLeafReader } from './read-json.ts';
import { ANY_SHAPE, type ValueShape } from './value-shape.ts';

/** How the whole value of a parameter is written in one text. */
export interface TextRule {
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly shape: ValueShape;
  /** Applied to each name and value, after the text is split. */
  readonly decode: Codec;
}

export type TextReader = (raw: string) => unknown;

/**
 * Prepares to read values of one style (OpenAPI 3.2 §4.12.5). An empty text is an empty list or object; where the
 * shape is `any`, a value that could be one text or a list of one is one text.
 *
 * @returns A function that throws `MalformedTextError` for a text that is not of the style.
 */
export function createTextReader(rule: TextRule): TextReader {
  const { style, shape, decode } = rule;
  switch (style) {
    case 'matrix':
      return matrixReader(rule);
    case 'label':
      return afterPrefix('.', delimitedReader(rule, rule.explode ? '.' : ','));
    case 'spaceDelimited':
    case 'pipeDelimited':
    case 'tabDelimited':
      // The delimiter itself may be written as an escape, so it can only be found after decoding.
      return afterDecoding(decode, delimitedReader({ ...rule, explode: false, decode: String }, DELIMITERS[style]));
    case 'simple':
      return delimitedReader(rule, ',');
    default:
      return shape.kind === 'primitive' ? decode : delimitedReader({ ...rule, explode: false }, ',');
  }
}

/** What stands between the values of the styles that are not of RFC 6570. */
export const DELIMITERS = { spaceDelimited: ' ', pipeDelimited: '|', tabDelimited: '\t' } as const;

function delimitedReader(rule: TextRule, delimiter: string): TextReader {
  const { shape, explode, decode } = rule;
  if (shape.kind === 'array') {
    const readItem = createLeafReader(shape.items ?? ANY_SHAPE, decode);
    return (raw) => (raw === '' ? [] : raw.split(delimiter).map(readItem));
  }
  if (shape.kind !== 'object') return decode;
  if (explode) return (raw) => readPairs(raw === '' ? [] : raw.split(delimiter), decode);
  return (raw) => readAlternating(raw === '' ? [] : raw.split(delimiter), decode);
}

/** `R=100`, `G=200` */
function readPairs(pairs: readonly string[], decode: Codec): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals === -1)
      throw new MalformedTextError('BAD_SYNTAX', `must be pairs such as name=value, not ${excerpt(pair)}`);
    setOwn(object, decode(pair.slice(0, equals)), decode(pair.slice(equals + 1)));
  }
  return object;
}

/** `R`, `100`, `G`, `200` */
function readAlternating(texts: readonly string[], decode: Codec): Record<string, unknown> {
  if (texts.length % 2 === 1) {
    throw new MalformedTextError('BAD_SYNTAX', 'must be names and values in turn, and the last name has no value');
  }
  const object: Record<string, unknown> = {};
  for (let index = 0; index < texts.length; index += 2) {
    setOwn(object, decode(texts[index] ?? ''), decode(texts[index + 1] ?? ''));
  }
  return object;
}

function matrixReader(rule: TextRule): TextReader {
  const { shape, explode } = rule;
  if (explode && shape.kind === 'object') {
    return afterPrefix(';', (raw) => readPairs(raw === '' ? [] : raw.split(';'), rule.decode));
  }
  const readOne = delimitedReader({ ...rule, explode: false }, ',');
  return afterPrefix(';', (raw) => {
    const values = raw.split(';').map((pair) => matrixValue(pair, rule.name));
    if (values.length === 1 && !(explode && shape.kind === 'array')) return readOne(values[0] ?? '');
    if (explode && shape.kind !== 'primitive') return values.map(rule.decode);
    throw new MalformedTextError('REPEATED', 'is sent more than once');
  });
}

/** `;color` and `;color=` are both the empty text (RFC 6570 §3.2.7). */
function matrixValue(pair: string, name: string): string {
  const equals = pair.indexOf('=');
  if (decodePercent(equals === -1 ? pair : pair.slice(0, equals)) === name)
    return equals === -1 ? '' : pair.slice(equals + 1);
  throw new MalformedTextError('BAD_SYNTAX', `must be written ;${name}=value, not ${excerpt(pair)}`);
}

function afterPrefix(prefix: string, read: TextReader): TextReader {
  return (raw) => {
    if (raw.startsWith(prefix)) return read(raw.slice(prefix.length));
    throw new MalformedTextError('BAD_SYNTAX', `must begin with ${prefix}, not ${excerpt(raw)}`);
  };
}

function afterDecoding(decode: Codec, read: TextReader): TextReader {
  return (raw) => read(decode(raw));
}
