import type { Budget } from './budget.ts';
import { EvaluationError } from './evaluation-error.ts';

/** Deeper values are not looked at, so that none can exhaust the stack. */
const MAX_DEPTH = 200;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** How the messages call a value. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a timestamp';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object';
}

/** @throws {EvaluationError} */
export function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new EvaluationError(`true or false is needed, not ${kindOf(value)}`);
}

/** Whether two values are the same JSON. Numbers are numbers: 1 is 1.0. */
export function equals(a: unknown, b: unknown, budget: Budget): boolean {
  return isIn(a, b, { budget, depth: 0, isSubset: false });
}

/** Whether all of `expected` is in `actual`: objects may have more members there, lists not more items. */
export function includes(actual: unknown, expected: unknown, budget: Budget): boolean {
  return isIn(expected, actual, { budget, depth: 0, isSubset: true });
}

interface Comparison {
  readonly budget: Budget;
  depth: number;
  /** The second value may have members that the first has not. */
  readonly isSubset: boolean;
}

function isIn(a: unknown, b: unknown, comparison: Comparison): boolean {
  comparison.budget.spend(typeof a === 'string' ? 1 + a.length / 16 : 1);
  if (a === b) return true;
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return false;
  if (a instanceof Date || b instanceof Date)
    return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
  comparison.depth += 1;
  if (comparison.depth > MAX_DEPTH)
    throw new EvaluationError(`the values are nested more than ${MAX_DEPTH} levels deep`);
  const result =
    Array.isArray(a) || Array.isArray(b)
      ? Array.isArray(a) && Array.isArray(b) && haveItems(a, b, comparison)
      : haveMembers(a as JsonObject, b as JsonObject, comparison);
  comparison.depth -= 1;
  return result;
}

function haveItems(a: readonly unknown[], b: readonly unknown[], comparison: Comparison): boolean {
  if (a.length !== b.length) return false;
  return a.every((item, index) => isIn(item, b[index], comparison));
}

function haveMembers(a: JsonObject, b: JsonObject, comparison: Comparison): boolean {
  const names = Object.keys(a);
  comparison.budget.spend(4 + names.length * 3);
  if (!comparison.isSubset && names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isIn(a[name], b[name], comparison));
}

/** Pays one unit for each value, and for each character of texts and names, in a value. */
export function measure(value: unknown, budget: Budget, depth: number = 0): void {
  if (depth > MAX_DEPTH) throw new EvaluationError(`the value is nested more than ${MAX_DEPTH} levels deep`);
  budget.spend(typeof value === 'string' ? 1 + value.length : 1);
  if (Array.isArray(value)) {
    for (const item of value) measure(item, budget, depth + 1);
  } else if (isObject(value)) {
    for (const name in value) {
      budget.spend(name.length);
      measure(value[name], budget, depth + 1);
    }
  }
}

/** A member of an object or an item of a list. @throws {EvaluationError} where there is none. */
export function memberOf(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) {
    const item: unknown = typeof key === 'number' ? value[key] : undefined;
    if (item === undefined) throw new EvaluationError(`the list has no item ${String(key)}`);
    return item;
  }
  if (!isObject(value)) throw new EvaluationError(`${kindOf(value)} has no "${String(key)}"`);
  const name = String(key);
  if (!Object.hasOwn(value, name) || value[name] === undefined) throw new EvaluationError(`there is no "${name}"`);
  return value[name];
}
