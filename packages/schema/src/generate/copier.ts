/** Gives a value; a fresh copy each time where someone could write to it. */
export function copier(value: unknown): () => unknown {
  if (typeof value !== 'object' || value === null) return () => value;
  const text = JSON.stringify(value);
  return () => JSON.parse(text);
}
