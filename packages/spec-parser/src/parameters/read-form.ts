import type { Encoding } from '../model.ts';
import { setOwn } from '../plain-object.ts';
import { type BracketTree, type LeafReader, readTree } from './bracket-tree.ts';
import { MalformedTextError, type TextProblemCode } from './malformed-text.ts';
import { createPairField, type PairRule, treeField } from './pair-field.ts';
import { createPairReader, type PairField, type PairState } from './pair-reader.ts';
import { decodeForm } from './percent.ts';
import { isJsonMediaType, readJson } from './read-json.ts';
import { ANY_SHAPE, type ValueShape } from './value-shape.ts';

export interface FormOptions {
  /** The shape of the whole, usually an object. */
  readonly shape: ValueShape;
  /** By property (OpenAPI 3.2 §4.15). */
  readonly encoding?: ReadonlyMap<string, Encoding> | undefined;
}

/** What one field's text does wrong. */
export interface FormProblem {
  /** The property; `''` where it has no name of its own. */
  readonly name: string;
  readonly code: TextProblemCode;
  readonly message: string;
}

export interface FormReader {
  /** Reads `application/x-www-form-urlencoded` text. Never throws for what it contains. */
  read(text: string): { readonly value: Record<string, unknown>; readonly problems: readonly FormProblem[] };
  /**
   * The same, without the problems' names.
   *
   * @throws {MalformedTextError} for the first problem.
   */
  readOrThrow(text: string): Record<string, unknown>;
}

/**
 * Prepares to read forms. A property with a `style`, `explode` or `allowReserved` is read as a query parameter; one with
 * none as text, as JSON where it is an object, once for each item of an array, and, whatever it is, from names with
 * brackets as they are in use (`metadata[order]=7`, `items[0][price]=2`). Every name that was sent is in the value.
 */
export function createFormReader({ shape, encoding = new Map() }: FormOptions): FormReader {
  const fields = [...encoding].map(([name, one], index) => encodedField(formRule(name, index, shape), one));
  const rest = restField(fields.length, shape);
  const pairs = createPairReader([...fields, rest], '&');
  function read(text: string): ReturnType<FormReader['read']> {
    const state: PairState = { values: [], problems: [], unknownNames: [] };
    pairs.read(text, state);
    const others = state.values[rest.index] as BracketTree | undefined;
    const value: Record<string, unknown> = {};
    const problems: FormProblem[] = [];
    for (const [name, tree] of others?.members ?? []) {
      const result = attempt(() => readTree(tree, shape.member?.(name) ?? ANY_SHAPE, readLeaf));
      if (result instanceof MalformedTextError) problems.push({ name, code: result.code, message: result.message });
      else setOwn(value, name, result);
    }
    for (const { name, index } of fields) {
      if (state.values[index] !== undefined) setOwn(value, name, state.values[index]);
    }
    for (const { index, ...problem } of state.problems) problems.push({ name: fields[index]?.name ?? '', ...problem });
    return { value, problems };
  }
  return { read, readOrThrow: (text) => valueOrThrow(read(text)) };
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedTextError) return error;
    throw error;
  }
}

function valueOrThrow({ value, problems: [problem] }: ReturnType<FormReader['read']>): Record<string, unknown> {
  if (problem === undefined) return value;
  throw new MalformedTextError(problem.code, `${problem.name}: ${problem.message}`);
}

function formRule(name: string, index: number, shape: ValueShape): Omit<PairRule, 'style'> {
  return {
    index,
    name,
    explode: true,
    allowEmptyValue: false,
    shape: shape.member?.(name) ?? ANY_SHAPE,
    decode: decodeForm,
  };
}

function encodedField(rule: Omit<PairRule, 'style'>, encoding: Encoding): PairField {
  const { style = 'form', explode = style === 'form', contentType } = encoding;
  if (isStyled(encoding)) return createPairField({ ...rule, style, explode });
  return treeField(rule, contentType !== undefined && isJsonMediaType(contentType) ? readJsonLeaf : readLeaf);
}

/** Whether one of the fields that mean "as a query parameter" is given (OpenAPI 3.2 §4.15.1.2). */
export function isStyled({ style, explode, allowReserved }: Encoding): boolean {
  return style !== undefined || explode !== undefined || allowReserved !== undefined;
}

/** Takes every other name, as one tree that is read member by member. */
function restField(index: number, shape: ValueShape): PairField {
  return { index, name: '', mode: 'tree', memberNames: shape.names, takesRest: true, finish: (collected) => collected };
}

/** Objects, and arrays inside arrays, are JSON by default (OpenAPI 3.2 §4.15.1.1); others are text. */
const readLeaf: LeafReader = (raw, { kind }) => {
  const text = decodeForm(raw);
  return text !== '' && (kind === 'object' || kind === 'array') ? readJson(text) : text;
};

const readJsonLeaf: LeafReader = (raw) => readJson(decodeForm(raw));
