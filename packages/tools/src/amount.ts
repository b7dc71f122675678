import * as z from 'zod';

/** How much of something: more than nothing, up to `most`. Checked without a word in the list of tools. */
export function amount(most: number): z.ZodNumber {
  return z.number().refine((value) => value > 0 && value <= most, `It must be above 0 and at most ${most}`);
}
