/** How many of how many. */
export interface Proportion {
  readonly count: number;
  /** Above 0; may be a fraction where it stands for fewer independent observations. */
  readonly total: number;
}

/**
 * An interval for the difference b − a of two independent proportions, from their Wilson intervals (Newcombe's method 10,
 * without continuity correction).
 *
 * @param z How many standard deviations it reaches: 1.96 for 95 %.
 * @see https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I
 */
export function newcombe(a: Proportion, b: Proportion, z: number): readonly [low: number, high: number] {
  const shareA = a.count / a.total;
  const shareB = b.count / b.total;
  const [lowA, highA] = wilson(a, z);
  const [lowB, highB] = wilson(b, z);
  const difference = shareB - shareA;
  return [
    difference - Math.hypot(shareB - lowB, highA - shareA),
    difference + Math.hypot(highB - shareB, shareA - lowA),
  ];
}

function wilson({ count, total }: Proportion, z: number): readonly [low: number, high: number] {
  const square = z * z;
  const middle = 2 * count + square;
  const reach = z * Math.sqrt(square + 4 * count * (1 - count / total));
  return [(middle - reach) / (2 * (total + square)), (middle + reach) / (2 * (total + square))];
}
