import * as z from 'zod';

/** Text that is not empty, up to a length that a request to a mock can carry. Checked without a word in the list of tools. */
export function textArgument(maxLength: number): z.ZodString {
  return z
    .string()
    .refine(({ length }) => length >= 1 && length <= maxLength, `It must have 1 to ${maxLength} characters`);
}
