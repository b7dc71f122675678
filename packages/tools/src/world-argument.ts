import * as z from 'zod';

/** The world of a mock that a tool looks at or changes. A check, no pattern: lists of tools have no room for one. */
export const worldArgument: z.ZodOptional<z.ZodString> = z
  .string()
  .refine(
    (name) => /^(?!\.{1,2}$)[\w.~-]{1,128}$/.test(name),
    'The name of a world is 1 to 128 letters, digits, ".", "_", "~" or "-"',
  )
  .optional();
