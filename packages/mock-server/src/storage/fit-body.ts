import type { CompiledSchema, Violation } from '@mockloop/schema';
import type { BodyPath } from './locate.ts';
import { getAt, isItem, removeAt, setAt } from './values.ts';

const MAX_ROUNDS = 12;
/** As things are referred to in short. */
const REFERENCE_NAMES = ['login', 'id', 'slug', 'key', 'number', 'name', 'title', 'code'];

/**
 * Makes a value meet its schema with as few changes as will do: what is missing comes from a valid one, what is wrong too,
 * or is left out. A text where an object is wanted is taken for the name of one.
 *
 * @param filler A valid value; asked for when the first one is not.
 * @returns `undefined` when it cannot be made to.
 */
export function fitBody(draft: unknown, schema: CompiledSchema, filler: () => unknown): unknown {
  if (schema.isValid(draft)) return draft;
  const valid = filler();
  const tries = new Map<string, number>();
  let current = draft;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = current;
    for (const violation of schema.validate(current)) current = mend(current, violation, { valid, tries });
    if (schema.isValid(current)) return current;
    if (current === before) break;
  }
  return undefined;
}

interface Mending {
  readonly valid: unknown;
  /** How often something was done about a place. */
  readonly tries: Map<string, number>;
}

function mend(value: unknown, { pointer, keyword, params }: Violation, mending: Mending): unknown {
  const path = tokensOf(pointer);
  const extra = params.additionalProperty ?? params.unevaluatedProperty;
  if (typeof extra === 'string') return removeAt(value, [...path, extra]);
  const missing = keyword === 'required' ? params.missingProperty : undefined;
  if (typeof missing === 'string') {
    const filling = lookUp(mending.valid, [...path, missing]);
    if (filling !== undefined) return setAt(value, [...path, missing], filling);
  }
  return replaceAt(value, path, mending);
}

/** Tries at one place what is left to try there, then takes the whole that it stands in. */
function replaceAt(value: unknown, path: BodyPath, { valid, tries }: Mending): unknown {
  const key = JSON.stringify(path);
  const tried = tries.get(key) ?? 0;
  tries.set(key, tried + 1);
  if (path.length === 0) return value;
  const current = getAt(value, path);
  const filling = lookUp(valid, path);
  const options = [
    ...(isItem(filling) ? expand(current, filling) : []),
    ...(current === '' ? [null] : []),
    ...(filling === undefined ? [] : [filling]),
  ];
  if (tried < options.length) return setAt(value, path, options[tried]);
  if (tried === options.length) return removeAt(value, path);
  return replaceAt(value, path.slice(0, -1), { valid, tries });
}

/** What a name may be meant as: the object that has it. */
function expand(value: unknown, filling: Readonly<Record<string, unknown>>): readonly unknown[] {
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const name = REFERENCE_NAMES.find((candidate) => typeof filling[candidate] === typeof value);
  return name === undefined ? [] : [{ ...filling, [name]: value }];
}

/** The value at a place; for an item of a list that is shorter there, its first. */
function lookUp(valid: unknown, path: BodyPath): unknown {
  let current = valid;
  for (const name of path) {
    if (Array.isArray(current)) current = current[Number(name)] ?? current[0];
    else current = isItem(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }
  return current;
}

function tokensOf(pointer: string): BodyPath {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
