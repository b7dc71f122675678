import { addToTree, type BracketTree, createBracketTree, splitName } from './bracket-tree.ts';
import { MalformedTextError, type TextProblemCode } from './malformed-text.ts';
import { decodeForm } from './percent.ts';

/** One thing that is read from `name=value` pairs: a parameter, or a property of a form. */
export interface PairField {
  /** Where its value goes. */
  readonly index: number;
  readonly name: string;
  /**
   * `text`: one value. `list`: one for each time its name occurs. `members`: names and values in turn, for an object
   * whose members stand beside the other pairs. `tree`: `name[key]=value`.
   */
  readonly mode: 'text' | 'list' | 'members' | 'tree';
  /** Those of an object in mode `members`. */
  readonly memberNames?: readonly string[] | undefined;
  /** Takes every name that nothing else takes. */
  readonly takesRest?: boolean | undefined;
  /**
   * Makes the value of what was collected, still undecoded: a string, `string | string[]`, `string[]` or a `BracketTree`.
   *
   * @throws {MalformedTextError}
   */
  readonly finish: (collected: unknown) => unknown;
}

/** What was read so far. */
export interface PairState {
  readonly values: unknown[];
  readonly problems: { readonly index: number; readonly code: TextProblemCode; readonly message: string }[];
  /** Names that nothing takes, decoded, once for each time they occur. */
  readonly unknownNames: string[];
}

export interface PairReader {
  /** Reads all pairs of a text in one pass. */
  read(text: string, state: PairState): void;
}

/** Stands where a second value of a `text` field came. */
const REPEATED = Symbol('repeated');
const NO_KEYS: readonly string[] = [];

/** Prepares to read pairs separated by `&` (a query, a form) or `;` (cookies; blanks around names are dropped). */
export function createPairReader(fields: readonly PairField[], separator: '&' | ';'): PairReader {
  const table = createTable(fields, separator);
  return {
    read(text, state) {
      collectPairs(text, table, state);
      for (const field of fields) finishField(field, state);
    },
  };
}

/**
 * Runs a reader for one text; what is wrong with it becomes a problem, and its value stays `undefined`.
 *
 * @param field With where the value goes.
 */
export function readInto<Text>(
  state: PairState,
  field: { index: number; finish: (text: Text) => unknown },
  text: Text,
): void {
  const { index } = field;
  try {
    state.values[index] = field.finish(text);
  } catch (error) {
    if (!(error instanceof MalformedTextError)) throw error;
    state.values[index] = undefined;
    state.problems.push({ index, code: error.code, message: error.message });
  }
}

interface PairTable {
  readonly separator: '&' | ';';
  readonly byName: ReadonlyMap<string, PairField>;
  readonly byMember: ReadonlyMap<string, PairField>;
  readonly rest: PairField | undefined;
}

function createTable(fields: readonly PairField[], separator: '&' | ';'): PairTable {
  const byName = new Map(fields.filter(({ mode }) => mode !== 'members').map((field) => [field.name, field]));
  const byMember = new Map(fields.flatMap((field) => (field.memberNames ?? []).map((name) => [name, field])));
  return { separator, byName, byMember, rest: fields.find(({ takesRest }) => takesRest) };
}

function collectPairs(text: string, table: PairTable, state: PairState): void {
  let start = 0;
  // Kept from pair to pair: looking for it anew in each would take quadratic time where there is none.
  let equals = -1;
  while (start < text.length) {
    let end = text.indexOf(table.separator, start);
    if (end === -1) end = text.length;
    if (equals < start) equals = text.indexOf('=', start);
    if (equals === -1) equals = text.length;
    if (equals < end) collectPair(text.slice(start, equals), text.slice(equals + 1, end), { table, state });
    else if (start < end) collectPair(text.slice(start, end), '', { table, state });
    start = end + 1;
  }
}

function collectPair(rawName: string, value: string, { table, state }: { table: PairTable; state: PairState }): void {
  const name = table.separator === '&' ? decodeName(rawName) : rawName.trim();
  if (name === '') return;
  const field = table.byName.get(name) ?? table.byMember.get(name);
  if (field === undefined) collectOther(name, value, { table, state });
  else if (field.mode === 'text')
    state.values[field.index] = state.values[field.index] === undefined ? value : REPEATED;
  else collect(field, state, { name, keys: field.name === name ? NO_KEYS : [name], value });
}

/** A name that nobody has, as it stands: perhaps `filter[name]`, where `filter` is known. */
function collectOther(name: string, value: string, { table, state }: { table: PairTable; state: PairState }): void {
  const keys = splitName(name);
  const base = keys.length > 1 ? table.byName.get(keys[0] ?? '') : undefined;
  if (base?.mode === 'tree') collect(base, state, { name, keys: keys.slice(1), value });
  else if (table.rest !== undefined) collect(table.rest, state, { name, keys, value });
  else if (table.separator === '&') state.unknownNames.push(name);
}

/** A name whose escapes are broken is nobody's name. */
function decodeName(rawName: string): string {
  try {
    return decodeForm(rawName);
  } catch {
    return rawName;
  }
}

interface Pair {
  readonly name: string;
  /** Where a field of mode `tree` puts it. */
  readonly keys: readonly string[];
  readonly value: string;
}

function collect(field: PairField, state: PairState, { name, keys, value }: Pair): void {
  const { values } = state;
  const { index } = field;
  const before = values[index];
  switch (field.mode) {
    case 'list':
      if (Array.isArray(before)) before.push(value);
      else values[index] = before === undefined ? value : [before, value];
      break;
    case 'members':
      if (Array.isArray(before)) before.push(name, value);
      else values[index] = [name, value];
      break;
    case 'tree':
      addToTree(treeAt(state, index), keys, value);
  }
}

function treeAt(state: PairState, index: number): BracketTree {
  const tree = (state.values[index] as BracketTree | undefined) ?? createBracketTree();
  state.values[index] = tree;
  return tree;
}

function finishField(field: PairField, state: PairState): void {
  const collected = state.values[field.index];
  if (collected === undefined) return;
  if (collected === REPEATED) readInto(state, { index: field.index, finish: refuseRepeated }, undefined);
  else readInto(state, field, collected);
}

function refuseRepeated(): never {
  throw new MalformedTextError('REPEATED', 'is sent more than once');
}
