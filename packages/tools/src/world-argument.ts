import * as z from 'zod';

const WORLD_NAME = /^(?!\.{1,2}$)[\w.~-]{1,128}$/;

/** What the name of a world looks like, for whoever gave another. */
export const WORLD_NAME_RULE = 'The name of a world is 1 to 128 letters, digits, ".", "_", "~" or "-"';

export function isWorldName(name: string): boolean {
  return WORLD_NAME.test(name);
}

/** The world of a mock that a tool looks at or changes. A check, no pattern: lists of tools have no room for one. */
export const worldArgument: z.ZodOptional<z.ZodString> = z.string().refine(isWorldName, WORLD_NAME_RULE).optional();
