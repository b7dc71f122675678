import { isPlainObject } from '../is-plain-object.ts';

export interface LayOverOptions {
  /** Where in the instance, as names of members. */
  readonly path: readonly string[];
  /** What a change must keep true of the whole instance. */
  readonly isValid: (instance: unknown) => boolean;
  /** Which members may be added that the instance does not have. */
  readonly mayAdd?: ((name: string) => boolean) | undefined;
}

const MAX_MEMBERS = 200;
const MAX_DEPTH = 5;

/**
 * Lays real values over a generated instance: each member that both have, as far as the whole stays valid. Nothing that
 * was given is changed.
 */
export function layOver(instance: unknown, values: unknown, { path, isValid, mayAdd }: LayOverOptions): unknown {
  const target = at(instance, path);
  if (!isPlainObject(target) || !isPlainObject(values) || path.length > MAX_DEPTH) return instance;
  const shared = Object.entries(values)
    .filter(([name]) => Object.hasOwn(target, name) || mayAdd?.(name) === true)
    .slice(0, MAX_MEMBERS);
  // Mostly all fit together, which one look tells.
  const all = replaceAt(instance, path, { ...target, ...Object.fromEntries(shared) });
  if (isValid(all)) return all;
  return shared.reduce((kept, [name, value]) => {
    const inner = [...path, name];
    const changed = replaceAt(kept, inner, value);
    return isValid(changed) ? changed : layOver(kept, value, { path: inner, isValid });
  }, instance);
}

/** The instance with another value at the end of a path. */
export function replaceAt(instance: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const members = isPlainObject(instance) ? instance : {};
  const inner = Object.hasOwn(members, name) ? members[name] : undefined;
  return { ...members, [name]: replaceAt(inner, rest, value) };
}

function at(instance: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (isPlainObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    instance,
  );
}
