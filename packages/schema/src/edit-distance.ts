/** Of the parts in which two texts differ, so that no pair costs much. */
const MAX_LENGTH = 64;

/**
 * How many characters are to be inserted, removed, replaced or swapped with their neighbour to make one text of the
 * other (optimal string alignment). Texts that differ in more than 64 characters in a row are compared by the first 64
 * and the length of the rest.
 *
 * @param limit Nobody needs to know distances beyond it: they are `Infinity`.
 */
export function editDistance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  const { from, to, rest } = differingParts(a, b);
  if (Math.abs(from.length - to.length) + rest > limit) return Number.POSITIVE_INFINITY;
  let [before, above]: number[][] = [[], Array.from({ length: to.length + 1 }, (_, column) => column + rest)];
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row + rest];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const replaced = at(above, column - 1) + (isSame ? 0 : 1);
      const swapped = isSwapped ? at(before, column - 2) + 1 : replaced;
      current.push(Math.min(replaced, swapped, at(above, column) + 1, at(current, column - 1) + 1));
    }
    if (Math.min(...current) > limit) return Number.POSITIVE_INFINITY;
    [before, above] = [above, current];
  }
  const distance = at(above, to.length);
  return distance > limit ? Number.POSITIVE_INFINITY : distance;
}

function at(row: readonly number[] | undefined, column: number): number {
  return row?.[column] ?? Number.POSITIVE_INFINITY;
}

interface Parts {
  readonly from: string;
  readonly to: string;
  /** By how many characters what is not looked at differs in length. */
  readonly rest: number;
}

/** Without what both begin and end with, which costs nothing to make. */
function differingParts(a: string, b: string): Parts {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  const [from, to] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const rest = Math.abs(Math.max(0, from.length - MAX_LENGTH) - Math.max(0, to.length - MAX_LENGTH));
  return { from: from.slice(0, MAX_LENGTH), to: to.slice(0, MAX_LENGTH), rest };
}
