import { chiSquareAbove } from './distributions.ts';

export interface GTest {
  readonly g: number;
  readonly degrees: number;
  readonly p: number;
}

/** With fewer expected, the distribution of G is another one: such categories are put together. */
const FEWEST_EXPECTED = 5;

/**
 * Whether two samples spread over categories in the same way (likelihood-ratio test of homogeneity).
 *
 * @see Sokal and Rohlf, Biometry, 3rd edition, 17.4
 */
export function gTest(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): GTest {
  const totals = [sum(a.values()), sum(b.values())] as const;
  const all = totals[0] + totals[1];
  const rows = pooled(a, b, Math.min(...totals) / all);
  const g = rows.reduce((whole, row) => {
    const ofBoth = row[0] + row[1];
    const parts = row.map((count, side) =>
      count === 0 ? 0 : count * Math.log((count * all) / (ofBoth * (totals[side] ?? 0))),
    );
    return whole + 2 * sum(parts);
  }, 0);
  const degrees = Math.max(0, rows.length - 1);
  // Rounding may leave less than nothing.
  return { g: Math.max(0, g), degrees, p: degrees === 0 ? 1 : chiSquareAbove(g, degrees) };
}

/** @param share Of the smaller sample. */
function pooled(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>, share: number): [number, number][] {
  const rows = [...new Set([...a.keys(), ...b.keys()])].map((key): [number, number] => [
    a.get(key) ?? 0,
    b.get(key) ?? 0,
  ]);
  const isRare = ([ofA, ofB]: [number, number]): boolean => (ofA + ofB) * share < FEWEST_EXPECTED;
  const rare = rows.filter(isRare);
  const frequent = rows.filter((row) => !isRare(row));
  return rare.length === 0 ? frequent : [...frequent, [sum(rare.map(([ofA]) => ofA)), sum(rare.map(([, ofB]) => ofB))]];
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
