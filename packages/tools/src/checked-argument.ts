import * as z from 'zod';

/**
 * An argument that is checked in full by `schema`, and said to models in a few words: lists of tools have little room.
 *
 * @param words Its JSON, abbreviated, e.g. `[{"rate": 50, "duration_seconds": 10}]`.
 */
export function checkedArgument<T>(schema: z.ZodType<T, T>, words: string): z.ZodType<T, T> {
  return z.unknown().pipe(schema).describe(words) as unknown as z.ZodType<T, T>;
}
