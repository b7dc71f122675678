import { FORMATS } from './formats.ts';

/** What is wrong with a part of a request. */
export interface Violation {
  readonly pointer: string;
  readonly message: string;
}

/** What a value has to be like. `type` is there for the compiler alone. */
export interface Check<T> {
  readonly find: (value: unknown, pointer: string) => readonly Violation[];
  readonly isOptional?: boolean;
  readonly type?: T;
}

/** The type of what passed a check. */
export type Checked<C> = C extends Check<infer T> ? T : never;

interface TextOptions {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly format?: keyof typeof FORMATS;
}

/** Lengths are counted in code points, as JSON Schema does. */
export function text(options: TextOptions = {}): Check<string> {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, format } = options;
  return check('must be a text that fits', (value): value is string => {
    if (typeof value !== 'string') return false;
    const length = [...value].length;
    if (length < min || length > max) return false;
    return (pattern?.test(value) ?? true) && (format === undefined || FORMATS[format](value));
  });
}

export function oneOf<const T extends string>(values: readonly T[]): Check<T> {
  return check(`must be one of ${values.join(', ')}`, (value): value is T => values.some((other) => other === value));
}

export function integer(min: number, max: number): Check<number> {
  return check(`must be an integer from ${min} to ${max}`, (value): value is number => {
    return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  });
}

export function nullable<T>(inner: Check<T>): Check<T | null> {
  return { find: (value, pointer) => (value === null ? [] : inner.find(value, pointer)) };
}

export function optional<T>(inner: Check<T>): Check<T | undefined> {
  return { ...(inner as Check<T | undefined>), isOptional: true };
}

interface ListOptions {
  readonly min?: number;
  readonly max?: number;
  readonly unique?: boolean;
}

export function list<T>(inner: Check<T>, options: ListOptions = {}): Check<readonly T[]> {
  const { min = 0, max = Number.POSITIVE_INFINITY, unique = false } = options;
  return {
    find: (value, pointer) => {
      if (!Array.isArray(value)) return [{ pointer, message: 'must be an array' }];
      if (value.length < min || value.length > max) return [{ pointer, message: `must have ${min} to ${max} items` }];
      if (unique && new Set(value).size < value.length) return [{ pointer, message: 'must not repeat items' }];
      return value.flatMap((item: unknown, index) => inner.find(item, `${pointer}/${index}`));
    },
  };
}

interface ObjectOptions {
  readonly isClosed?: boolean;
  readonly minProperties?: number;
}

export function object<M extends Readonly<Record<string, Check<unknown>>>>(
  members: M,
  options: ObjectOptions = {},
): Check<{ readonly [K in keyof M]: Checked<M[K]> }> {
  return {
    find: (value, pointer) => {
      if (!isObject(value)) return [{ pointer, message: 'must be an object' }];
      const names = Object.keys(value);
      const unknown = options.isClosed ? names.filter((name) => !Object.hasOwn(members, name)) : [];
      const tooFew = names.length < (options.minProperties ?? 0);
      return [
        ...unknown.map((name) => ({ pointer: `${pointer}/${name}`, message: 'is not known here' })),
        ...(tooFew ? [{ pointer, message: 'must have a member' }] : []),
        ...Object.entries(members).flatMap(([name, inner]) => findInMember(value, name, { inner, pointer })),
      ];
    },
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Member {
  readonly inner: Check<unknown>;
  readonly pointer: string;
}

function findInMember(value: object, name: string, { inner, pointer }: Member): readonly Violation[] {
  const at = `${pointer}/${name}`;
  if (Object.hasOwn(value, name)) return inner.find(Reflect.get(value, name), at);
  return inner.isOptional ? [] : [{ pointer: at, message: 'is required' }];
}

function check<T>(message: string, passes: (value: unknown) => value is T): Check<T> {
  return { find: (value, pointer) => (passes(value) ? [] : [{ pointer, message }]) };
}
