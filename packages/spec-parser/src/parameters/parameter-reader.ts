import type { MediaType, Parameter } from '../model.ts';
import type { TextProblemCode } from './malformed-text.ts';
import { createPairField, ruleOf, textField } from './pair-field.ts';
import { createPairReader, type PairField, type PairReader, type PairState, readInto } from './pair-reader.ts';
import { type Codec, decodeForm, decodePercent, identity } from './percent.ts';
import { createFormReader } from './read-form.ts';
import { isJsonMediaType, readJson } from './read-json.ts';
import { createTextReader, type TextReader } from './read-text.ts';
import { parseTemplateExpression } from './template-expression.ts';
import { ANY_SHAPE, type ValueShape } from './value-shape.ts';

/** Where the texts of one request's parameters are. */
export interface ParameterSource {
  /** What stood for each parameter of the path template, still percent-encoded, in the order of `pathNames`. */
  readonly captures: readonly string[];
  /** The query as received, without `?`; `''` for none. */
  readonly query: string;
  /** A field's value by its lower-case name. */
  header(name: string): string | undefined;
}

/** What a parameter's text does wrong. The schema has not been asked yet. */
export interface ParameterProblem {
  readonly parameter: Parameter;
  readonly code: TextProblemCode;
  /** Says what is wrong, without the parameter's name: `must be JSON: …`. */
  readonly message: string;
}

export interface ParameterValues {
  /**
   * One for each parameter, in the order they were given in. `undefined`: not sent, or it has a problem. `''` for a
   * parameter that was sent empty and may be (`allowEmptyValue`): its schema is not to be asked. Leaves are strings.
   */
  readonly values: readonly unknown[];
  readonly problems: readonly ParameterProblem[];
  /** Names in the query that no parameter takes, decoded. */
  readonly unknownQuery: readonly string[];
}

export interface ParameterReader {
  read(source: ParameterSource): ParameterValues;
}

export interface ParameterReaderOptions {
  /** What each parameter's text is to become, in the order of the parameters. Default: `any`. */
  readonly shapes?: readonly (ValueShape | undefined)[] | undefined;
  /** Names of the path template's parameters, in the order of the captures. Default: path parameters in their own order. */
  readonly pathNames?: readonly string[] | undefined;
}

/**
 * Prepares to read the parameters of one operation, so that a request costs one pass over its query. Never throws for
 * what a request contains; keys may be anything, also `__proto__`.
 */
export function createParameterReader(
  parameters: readonly Parameter[],
  options: ParameterReaderOptions = {},
): ParameterReader {
  const slots = parameters.map(
    (parameter, index): Slot => ({ parameter, index, shape: options.shapes?.[index] ?? ANY_SHAPE }),
  );
  const at = (location: Parameter['in']) => slots.filter(({ parameter }) => parameter.in === location);
  const pathNames = options.pathNames ?? at('path').map(({ parameter }) => parameter.name);
  const readPath = at('path').map((slot) => pathReader(slot, pathNames));
  const readHeaders = at('header').map(headerReader);
  const [readQuerystring] = at('querystring').map(querystringReader);
  const query = createPairReader(at('query').map(queryField), '&');
  const cookies = at('cookie').length === 0 ? undefined : createPairReader(at('cookie').map(cookieField), ';');
  const bare = slots.filter(isBareObject).map(({ index }) => index);
  return {
    read(source) {
      const state: PairState = { values: new Array(parameters.length).fill(undefined), problems: [], unknownNames: [] };
      for (const read of readPath) read(source, state);
      for (const read of readHeaders) read(source, state);
      if (readQuerystring !== undefined) readQuerystring(source, state);
      else if (source.query !== '') query.read(source.query, state);
      if (cookies !== undefined) readCookies(cookies, source, state);
      for (const index of bare) fillBare(state, index);
      return result(parameters, state);
    },
  };
}

interface Slot {
  readonly parameter: Parameter;
  readonly index: number;
  readonly shape: ValueShape;
}

/** Its members stand beside other pairs, so that an empty one leaves nothing behind. Not being sent is being empty. */
function isBareObject({ parameter, shape }: Slot): boolean {
  const { in: location, style, explode, required, content } = parameter;
  const isBare =
    explode && content === undefined && (location === 'query' || location === 'cookie') && style !== 'deepObject';
  return required && isBare && shape.kind === 'object';
}

function fillBare({ values, problems }: PairState, index: number): void {
  if (values[index] === undefined && !problems.some((problem) => problem.index === index)) values[index] = {};
}

type SlotReader = (source: ParameterSource, state: PairState) => void;

function pathReader(slot: Slot, pathNames: readonly string[]): SlotReader {
  const { parameter, index } = slot;
  const exact = pathNames.indexOf(parameter.name);
  const position =
    exact === -1 ? pathNames.findIndex((name) => parseTemplateExpression(name).name === parameter.name) : exact;
  const field = { index, finish: valueReader(slot, decodePercent) };
  return ({ captures }, state) => {
    const raw = captures[position];
    if (raw !== undefined) readInto(state, field, raw);
  };
}

function headerReader(slot: Slot): SlotReader {
  const name = slot.parameter.name.toLowerCase();
  // Never percent-decoded (OpenAPI 3.2 §4.12.2.2); blanks around list members are no part of them (RFC 9110 §5.6.1).
  const field = { index: slot.index, finish: valueReader(slot, (text) => text.trim()) };
  return (source, state) => {
    const raw = source.header(name);
    if (raw !== undefined) readInto(state, field, raw);
  };
}

function querystringReader({ parameter, index, shape }: Slot): SlotReader {
  const { content } = parameter;
  const isForm = content !== undefined && isFormMediaType(content);
  const field = { index, finish: isForm ? formReader(content, shape) : contentReader(content, decodePercent) };
  return ({ query }, state) => {
    if (query !== '') readInto(state, field, query);
  };
}

function formReader(content: MediaType, shape: ValueShape): TextReader {
  return createFormReader({ shape, encoding: content.encoding }).readOrThrow;
}

function isFormMediaType({ mediaType }: MediaType): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType);
}

function queryField({ parameter, index, shape }: Slot): PairField {
  const rule = ruleOf(parameter, index, { shape, decode: decodeForm });
  return parameter.content === undefined
    ? createPairField(rule)
    : textField(rule, contentReader(parameter.content, decodeForm));
}

function cookieField({ parameter, index, shape }: Slot): PairField {
  const decode = parameter.style === 'cookie' ? identity : decodePercent;
  const rule = ruleOf(parameter, index, { shape, decode });
  return parameter.content === undefined
    ? createPairField(rule)
    : textField(rule, contentReader(parameter.content, decodePercent));
}

function readCookies(cookies: PairReader, source: ParameterSource, state: PairState): void {
  const text = source.header('cookie');
  if (text !== undefined) cookies.read(text, state);
}

function valueReader({ parameter, shape }: Slot, decode: Codec): TextReader {
  const { name, style, explode, content } = parameter;
  return content === undefined
    ? createTextReader({ name, style, explode, shape, decode })
    : contentReader(content, decode);
}

function contentReader(content: MediaType | undefined, decode: Codec): TextReader {
  return content !== undefined && isJsonMediaType(content.mediaType) ? (raw) => readJson(decode(raw)) : decode;
}

const NO_PROBLEMS: readonly ParameterProblem[] = [];

function result(parameters: readonly Parameter[], { values, problems, unknownNames }: PairState): ParameterValues {
  return {
    values,
    problems: problems.length === 0 ? NO_PROBLEMS : located(parameters, problems),
    unknownQuery: unknownNames,
  };
}

function located(parameters: readonly Parameter[], problems: PairState['problems']): readonly ParameterProblem[] {
  return problems.flatMap(({ index, code, message }) => {
    const parameter = parameters[index];
    return parameter === undefined ? [] : { parameter, code, message };
  });
}
