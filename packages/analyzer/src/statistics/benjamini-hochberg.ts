/**
 * Adjusts p-values of several tests: those that are then at most q hold a share of false alarms of at most q.
 *
 * @returns In the order of the given ones.
 * @see https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const adjusted: number[] = new Array(ps.length).fill(1);
  let smallest = 1;
  const descending = ps.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p);
  for (const [position, { p, index }] of descending.entries()) {
    smallest = Math.min(smallest, p * (ps.length / (ps.length - position)));
    adjusted[index] = smallest;
  }
  return adjusted;
}
