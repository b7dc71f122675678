import { isObject, type JsonObject, setAt, without } from '../../succeed/json-value.ts';

/**
 * A smaller value where it is longer than so many characters of JSON: the largest members that may be missing go first, then the largest
 * of what is left, and lists keep one item.
 *
 * @param isValid Asked at most 60 times.
 */
export function trim(value: unknown, maxLength: number, isValid: (candidate: unknown) => boolean): unknown {
  const state = { whole: value, left: 60, maxLength, isValid };
  trimAt([], value, state);
  return state.whole;
}

interface Trimming {
  whole: unknown;
  left: number;
  readonly maxLength: number;
  readonly isValid: (candidate: unknown) => boolean;
}

function trimAt(path: readonly string[], value: unknown, state: Trimming): void {
  if (isDone(state) || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    const items =
      value.length > 1 && attempt(setAt(state.whole, path, value.slice(0, 1)), state) ? value.slice(0, 1) : value;
    trimAt([...path, '0'], items[0], state);
    return;
  }
  let rest = value as JsonObject;
  for (const [name] of bySize(rest)) {
    if (isDone(state)) return;
    const smaller = without(rest, name);
    if (attempt(setAt(state.whole, path, smaller), state)) rest = smaller;
    else trimAt([...path, name], rest[name], state);
  }
}

function isDone({ whole, left, maxLength }: Trimming): boolean {
  return left <= 0 || sizeOf(whole) <= maxLength;
}

function attempt(candidate: unknown, state: Trimming): boolean {
  state.left -= 1;
  if (state.left < 0 || !state.isValid(candidate)) return false;
  state.whole = candidate;
  return true;
}

function bySize(value: JsonObject): readonly (readonly [string, unknown])[] {
  return Object.entries(isObject(value) ? value : {}).toSorted(([, a], [, b]) => sizeOf(b) - sizeOf(a));
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}
