import type { Schema } from '../model/keywords.ts';
import { keyOf } from '../validate/sets.ts';

const ANNOTATIONS = new Set([
  'default',
  'example',
  'examples',
  'readOnly',
  'writeOnly',
  'discriminator',
  'contentEncoding',
]);

/** The values that a schema is nothing but a list of, so that its negation only leaves them out. */
export function listedValues(schema: Schema): readonly unknown[] | undefined {
  if (typeof schema === 'boolean') return undefined;
  const keywords = Object.keys(schema).filter((keyword) => !ANNOTATIONS.has(keyword));
  if (keywords.length !== 1) return undefined;
  if (Object.hasOwn(schema, 'const')) return [schema.const];
  return schema.enum;
}

/** Removes values from a list, by JSON Schema's equality. */
export function without(values: readonly unknown[], excluded: readonly unknown[]): readonly unknown[] {
  const keys = new Set(excluded.map(keyOf));
  return values.filter((value) => !keys.has(keyOf(value)));
}

/** One of each of a list's values. */
export function distinct(values: readonly unknown[]): readonly unknown[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

const keysOf = new WeakMap<readonly unknown[], ReadonlySet<unknown>>();

/** Whether a value is in a list that does not change, by JSON Schema's equality. Takes constant time from the second time on. */
export function includes(values: readonly unknown[], value: unknown): boolean {
  if (values.length === 0) return false;
  let keys = keysOf.get(values);
  if (keys === undefined) {
    keys = new Set(values.map(keyOf));
    keysOf.set(values, keys);
  }
  return keys.has(keyOf(value));
}
