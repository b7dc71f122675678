/** An object as JSON and YAML have them: any key, also `__proto__`. Read it with `own`. */
export type PlainObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of its own, never one of its prototype. */
export function own(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function ownString(value: unknown, key: string): string | undefined {
  const property = own(value, key);
  return typeof property === 'string' ? property : undefined;
}

/** Sets a property of its own, also one that is named `__proto__`. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
  } else {
    target[key] = value;
  }
}
