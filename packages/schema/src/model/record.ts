/** A record of one entry, whatever its key: `__proto__` too. */
export function record<T>(key: string, value: T): Readonly<Record<string, T>> {
  const made: Record<string, T> = Object.create(null);
  made[key] = value;
  return made;
}
