import type { BodyPath } from './locate.ts';
import { getAt, type Item, idText, setAt } from './values.ts';

/** A copy of an item with a value where its schema takes it, as a text or as a number. */
function withMember(
  item: Item,
  path: BodyPath,
  { value, fits }: { readonly value: string; readonly fits: (item: Item) => boolean },
): Item {
  const current = getAt(item, path);
  if (idText(current) === value) return item;
  const candidates = typeof current === 'number' ? [Number(value), value] : [value, Number(value)];
  for (const candidate of candidates) {
    const next = setAt(item, path, candidate) as Item;
    if (fits(next)) return next;
  }
  return item;
}

/** The same for several; what has no path or no value is passed over. */
export function withMembers(
  item: Item,
  members: readonly (readonly [path: BodyPath | undefined, value: string | undefined])[],
  fits: (item: Item) => boolean,
): Item {
  return members.reduce(
    (placed, [path, value]) =>
      path === undefined || value === undefined || value === '' ? placed : withMember(placed, path, { value, fits }),
    item,
  );
}
