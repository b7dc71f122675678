import * as z from 'zod';

/** A number above `min`, or `min` itself where `isInclusive`, and at most `max`. Checked without a word in the list of tools. */
export function boundedNumber(
  min: number,
  max: number,
  { isInclusive = false }: { readonly isInclusive?: boolean } = {},
): z.ZodNumber {
  return z
    .number()
    .refine(
      (value) => value <= max && (isInclusive ? value >= min : value > min),
      `It must be ${isInclusive ? `from ${min}` : `above ${min}`} to ${max}`,
    );
}
