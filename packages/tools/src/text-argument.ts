import * as z from 'zod';

/** Text that a request to a mock can carry: not empty, no half characters, not too long. Checked without a word in the list of tools. */
export function textArgument(maxLength: number): z.ZodString {
  return z
    .string()
    .refine(
      (text) => text.length >= 1 && text.length <= maxLength && text.isWellFormed(),
      `It must be text of 1 to ${maxLength} characters`,
    );
}
