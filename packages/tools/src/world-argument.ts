import * as z from 'zod';

/** The world of a mock that a tool looks at or changes. */
export const worldArgument: z.ZodOptional<z.ZodString> = z
  .string()
  .regex(/^(?!\.{1,2}$)[\w.~-]{1,128}$/, 'The name of a world is 1 to 128 letters, digits, ".", "_", "~" or "-"')
  .optional();
