/** The middle value; the mean of the two middle ones of an even number. `NaN` for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Makes the median absolute deviation an estimate of the standard deviation of normal values. */
const TO_NORMAL = 1.4826;

/** The median absolute deviation, scaled to the standard deviation of normal values. */
export function scaledMad(values: readonly number[], center: number = median(values)): number {
  return TO_NORMAL * median(values.map((value) => Math.abs(value - center)));
}
