import type { Parameter, ParameterStyle } from '../model.ts';
import { setOwn } from '../plain-object.ts';
import { type BracketTree, readTree } from './bracket-tree.ts';
import { MalformedTextError } from './malformed-text.ts';
import type { PairField } from './pair-reader.ts';
import type { Codec } from './percent.ts';
import { createLeafReader } from './read-json.ts';
import { createTextReader, type TextReader } from './read-text.ts';
import { ANY_SHAPE, type ValueShape } from './value-shape.ts';

/** How one parameter or form property is written in pairs. */
export interface PairRule {
  readonly index: number;
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowEmptyValue: boolean;
  readonly shape: ValueShape;
  readonly decode: Codec;
}

/** The rule of a query or cookie parameter. */
export function ruleOf(parameter: Parameter, index: number, rest: Pick<PairRule, 'shape' | 'decode'>): PairRule {
  const { name, style, explode, allowEmptyValue } = parameter;
  return { index, name, style, explode, allowEmptyValue, ...rest };
}

/** Prepares to read what a style with names puts into pairs (OpenAPI 3.2 §4.12.5). */
export function createPairField(rule: PairRule): PairField {
  const { index, name, style, explode, shape } = rule;
  if (style === 'deepObject') return treeField(rule, rule.decode);
  if (!explode || shape.kind === 'primitive') return textField(rule, createTextReader(rule));
  if (shape.kind !== 'object') return listField(rule);
  return {
    index,
    name,
    mode: 'members',
    memberNames: shape.names,
    takesRest: shape.open,
    finish: (collected) => readMembers(collected as readonly string[], rule),
  };
}

/** One text that stands for the whole value. */
export function textField({ index, name, allowEmptyValue }: Omit<PairRule, 'style'>, read: TextReader): PairField {
  const finish = (collected: unknown) => (allowEmptyValue && collected === '' ? '' : read(collected as string));
  return { index, name, mode: 'text', finish };
}

/** `name[key]=value`; what has no brackets is read as it stands. */
export function treeField(
  { index, name, shape }: Omit<PairRule, 'style'>,
  readLeaf: (text: string, shape: ValueShape) => unknown,
): PairField {
  return { index, name, mode: 'tree', finish: (collected) => readTree(collected as BracketTree, shape, readLeaf) };
}

function listField({ index, name, shape, decode, allowEmptyValue }: PairRule): PairField {
  const readItem = createLeafReader(shape.items ?? ANY_SHAPE, decode);
  return {
    index,
    name,
    mode: 'list',
    finish(collected) {
      if (Array.isArray(collected)) return collected.map((text: string) => readItem(text));
      const text = collected as string;
      if (text === '' && (allowEmptyValue || shape.nullable === true)) return '';
      if (shape.kind !== 'array') return decode(text);
      // Written so, an empty list can be told from one that was not sent.
      return text === '' ? [] : [readItem(text)];
    },
  };
}

/** Names, decoded, and values, not decoded, in turn. */
function readMembers(texts: readonly string[], { shape, decode }: PairRule): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let index = 0; index < texts.length; index += 2) {
    const name = texts[index] ?? '';
    const member = shape.member?.(name) ?? ANY_SHAPE;
    const isList = member.kind === 'array';
    const value = createLeafReader(isList ? (member.items ?? ANY_SHAPE) : member, decode)(texts[index + 1] ?? '');
    const first = isList ? [value] : value;
    setOwn(object, name, Object.hasOwn(object, name) ? repeated(object[name], value, member) : first);
  }
  return object;
}

function repeated(before: unknown, value: unknown, { kind }: ValueShape): unknown {
  if (kind === 'primitive' || kind === 'object')
    throw new MalformedTextError('REPEATED', 'has a member that is sent more than once');
  return Array.isArray(before) ? [...before, value] : [before, value];
}
