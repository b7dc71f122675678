import type { BodyPath } from './locate.ts';

export type Item = Readonly<Record<string, unknown>>;

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member that a path leads to; `undefined` where there is none. Only what a value has itself is found. */
export function getAt(value: unknown, path: BodyPath): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Item)[name];
  }
  return current;
}

/** A copy with another member; objects are put where the path wants them. Arrays are entered by their indices. */
export function setAt(value: unknown, path: BodyPath, member: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return member;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? setAt(item, rest, member) : item));
  const object = isItem(value) ? value : {};
  return { ...object, [name]: setAt(Object.hasOwn(object, name) ? object[name] : undefined, rest, member) };
}

/** A copy without a member. */
export function removeAt(value: unknown, path: BodyPath): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    return rest.length === 0
      ? value.filter((_, index) => String(index) !== name)
      : value.map((item, index) => (String(index) === name ? removeAt(item, rest) : item));
  }
  if (!isItem(value) || !Object.hasOwn(value, name)) return value;
  if (rest.length > 0) return { ...value, [name]: removeAt(value[name], rest) };
  const { [name]: _, ...others } = value;
  return others;
}

/** What can stand for an id in a path; `undefined` for everything else, also for an empty text. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
