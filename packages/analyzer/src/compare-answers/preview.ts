const MAX_TEXT = 200;
const MAX_ENTRIES = 10;
const MAX_DEPTH = 3;

/** What is long or deep of a value is cut. */
export function preview(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (depth === MAX_DEPTH) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ENTRIES).map((item) => preview(item, depth + 1));
    return value.length > MAX_ENTRIES ? [...items, '…'] : items;
  }
  const members = Object.entries(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(members.map(([name, member]) => [name, preview(member, depth + 1)]));
}
