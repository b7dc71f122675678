/**
 * Whether two one-sided tests show that a difference is within a margin: the interval of twice their error is.
 *
 * @param interval With a confidence of 1 − 2α, e.g. 90 % for tests at 5 %.
 */
export function isEquivalent([low, high]: readonly [low: number, high: number], margin: number): boolean {
  return low > -margin && high < margin;
}
