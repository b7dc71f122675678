/** An object as JSON knows it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member that a path leads to; `undefined` where there is none. Only what a value has itself is found. */
export function getAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as JsonObject)[name];
  }
  return current;
}

/** A copy with another member where there is one. Names may be anything, also `__proto__`. */
export function setAt(value: unknown, path: readonly string[], member: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return member;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? setAt(item, rest, member) : item));
  if (!isObject(value)) return value;
  if (!Object.hasOwn(value, name))
    return Object.fromEntries([...Object.entries(value), [name, setAt({}, rest, member)]]);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === name ? setAt(inner, rest, member) : inner]),
  );
}

/** A copy without a member of the outermost object. */
export function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

/** Every leaf below a value that is no object and no array, with the way to it. Deeper ones than eight levels are left out. */
export function leavesOf(value: unknown, path: readonly string[] = []): { path: readonly string[]; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  if (path.length >= 8) return [];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]));
}

/** What can stand for an id in a path. */
export function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value));
}
