import type { OperationEntry } from '@mockloop/spec-parser';

/**
 * The operations whose path looks most like one that matched none, the nearest first; those of the same method win ties.
 * Only the first 2,000 operations are looked at, so that a flood of wrong paths stays cheap.
 */
export function nearestOperations(
  operations: readonly OperationEntry[],
  method: string,
  path: string,
): readonly OperationEntry[] {
  const wanted = path.toLowerCase().split('/').slice(0, 20);
  return operations
    .slice(0, 2_000)
    .map((operation) => ({
      operation,
      distance: distanceTo(operation, wanted) + (operation.method === method ? 0 : 0.5),
    }))
    .filter(({ distance }) => distance <= wanted.length)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ operation }) => operation);
}

/** Segments that differ, a parameter being like anything; a segment that only has a slip in it counts for less. */
function distanceTo(operation: OperationEntry, wanted: readonly string[]): number {
  const segments = operation.path.toLowerCase().split('/');
  const length = Math.max(segments.length, wanted.length);
  let distance = Math.abs(segments.length - wanted.length) * 0.5;
  for (let index = 0; index < length; index++) {
    const segment = segments[index];
    const other = wanted[index];
    if (segment === undefined || other === undefined || segment === other) continue;
    distance += segment.includes('{') ? 0.1 : slipDistance(segment, other);
  }
  return distance;
}

function slipDistance(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest > 64 ? 1 : Math.min(1, (2 * levenshtein(a, b)) / longest);
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
