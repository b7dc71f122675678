import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../src/index.ts';

test.each([
  ['pets', 'pets', 0],
  ['', 'pets', 4],
  ['pet', 'pets', 1],
  ['pets', 'pests', 1],
  ['pets', 'bets', 1],
  ['pets', 'pest', 1],
  ['kitten', 'sitting', 3],
  ['ca', 'abc', 3],
  ['Pets', 'pets', 1],
])('from %j to %j it takes %i changes', (a, b, changes) => {
  expect(editDistance(a, b)).toBe(changes);
});

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

test('the distance is the one of the recurrence that defines it, in both directions', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(editDistance(a, b)).toBe(defined(a, b));
      expect(editDistance(b, a)).toBe(defined(a, b));
    }),
    { seed: 7, numRuns: 1_000 },
  );
});

test('what two texts begin and end with changes nothing', () => {
  fc.assert(
    fc.property(text, text, text, text, (a, b, start, end) => {
      expect(editDistance(start + a + end, start + b + end)).toBe(defined(start + a + end, start + b + end));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('distances up to a limit are exact, and others infinite', () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: -1, max: 9 }), (a, b, limit) => {
      const distance = defined(a, b);
      expect(editDistance(a, b, limit)).toBe(distance > limit ? Number.POSITIVE_INFINITY : distance);
    }),
    { seed: 7, numRuns: 1_000 },
  );
});

test('long texts that differ in one place are compared exactly, others by their first 64 characters and their lengths', () => {
  const long = 'x'.repeat(1_000_000);
  expect(editDistance(`${long}ab${long}`, `${long}ba${long}`)).toBe(1);
  expect(editDistance(long, 'y'.repeat(900_000))).toBe(100_064);
});

/** Optimal string alignment, as it is defined. */
function defined(a: string, b: string): number {
  const known = new Map<string, number>();
  const at = (row: number, column: number): number => {
    const key = `${row},${column}`;
    const found = known.get(key) ?? compute(row, column);
    known.set(key, found);
    return found;
  };
  const compute = (row: number, column: number): number => {
    if (row === 0 || column === 0) return row + column;
    const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    return Math.min(
      at(row - 1, column) + 1,
      at(row, column - 1) + 1,
      at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1),
      isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
    );
  };
  return at(a.length, b.length);
}
