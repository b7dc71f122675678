import fc from 'fast-check';

/** Simpler values of the same type, the simplest first. */
export function* shrinkValue(value: unknown): Generator<unknown> {
  switch (typeof value) {
    case 'string':
      yield* shorter([...value], (characters) => characters.join(''));
      break;
    case 'number':
      if (Number.isSafeInteger(value))
        for (const { value: simpler } of fc.maxSafeInteger().shrink(value, undefined)) yield simpler;
      break;
    case 'object':
      if (Array.isArray(value)) yield* shorter(value, (items) => items);
      break;
  }
}

/** Nothing, halves, quarters, and without each one. */
function* shorter<T>(items: readonly T[], build: (items: readonly T[]) => unknown): Generator<unknown> {
  if (items.length === 0) return;
  const seen = new Set<string>();
  for (let size = 0; size < items.length; size = size === 0 ? 1 : size * 2) {
    for (const start of [0, items.length - size]) {
      const part = items.slice(start, start + size);
      const key = `${start === 0 || size === 0} ${size}`;
      if (!seen.has(key)) yield build(part);
      seen.add(key);
    }
  }
  if (items.length <= 20) for (const index of items.keys()) yield build(items.toSpliced(index, 1));
}
