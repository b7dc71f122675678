/** What it costs to take one segment that was sent for one of a template; 0 where they are equal. */
export type SegmentDifference = (template: string, sent: string) => number;

/** A segment that one of the two has more than the other. */
const LEFT_OVER = 0.8;

/** How far what was sent is from a template when their segments are aligned as well as they can be. */
export function alignmentCost(
  template: readonly string[],
  sent: readonly string[],
  difference: SegmentDifference,
): number {
  const columns = sent.length;
  // Two rows of the table are enough where only the cost is wanted.
  let below = Array.from({ length: columns + 1 }, (_, column) => LEFT_OVER * (columns - column));
  let current = below.slice();
  for (let row = template.length - 1; row >= 0; row--) {
    const own = template[row] ?? '';
    current[columns] = LEFT_OVER * (template.length - row);
    for (let column = columns - 1; column >= 0; column--) {
      const taken = difference(own, sent[column] ?? '') + (below[column + 1] ?? 0);
      current[column] = Math.min(taken, LEFT_OVER + Math.min(below[column] ?? 0, current[column + 1] ?? 0));
    }
    [below, current] = [current, below];
  }
  return below[0] ?? 0;
}

/** For each segment of a template the one that was sent for it, where there is one. */
export function alignSegments(
  template: readonly string[],
  sent: readonly string[],
  difference: SegmentDifference,
): readonly (string | undefined)[] {
  const costs = costTable(template, sent, difference);
  const at = (row: number, column: number): number => costs[row]?.[column] ?? Infinity;
  const aligned: (string | undefined)[] = [];
  let [row, column] = [0, 0];
  while (row < template.length) {
    const least = at(row, column);
    const own = template[row] ?? '';
    const other = sent[column];
    if (other !== undefined && least === difference(own, other) + at(row + 1, column + 1)) {
      aligned.push(other);
      row++;
      column++;
    } else if (other !== undefined && least === LEFT_OVER + at(row, column + 1)) column++;
    else {
      aligned.push(undefined);
      row++;
    }
  }
  return aligned;
}

/** What aligning the rest costs, from each segment of the one and of the other on. */
function costTable(
  template: readonly string[],
  sent: readonly string[],
  difference: SegmentDifference,
): readonly (readonly number[])[] {
  const [rows, columns] = [template.length, sent.length];
  const costs = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  const at = (row: number, column: number): number => costs[row]?.[column] ?? 0;
  for (let row = rows; row >= 0; row--) {
    const current = costs[row] ?? [];
    for (let column = columns; column >= 0; column--) {
      if (row === rows || column === columns) current[column] = LEFT_OVER * (rows - row + columns - column);
      else {
        const taken = difference(template[row] ?? '', sent[column] ?? '') + at(row + 1, column + 1);
        current[column] = Math.min(taken, LEFT_OVER + at(row + 1, column), LEFT_OVER + at(row, column + 1));
      }
    }
  }
  return costs;
}
