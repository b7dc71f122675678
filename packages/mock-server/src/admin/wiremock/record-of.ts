import { z } from '@hono/zod-openapi';

/** Members of any names, but `__proto__`: zod would leave that one out without a word, and with it a condition. */
export function recordOf<T>(value: z.ZodType<T>, name: z.ZodString = z.string()): z.ZodType<Record<string, T>> {
  return z
    .unknown()
    .refine((record) => !isNamedProto(record), 'A member cannot be named __proto__ here.')
    .pipe(z.record(name, value));
}

function isNamedProto(record: unknown): boolean {
  return typeof record === 'object' && record !== null && Object.hasOwn(record, '__proto__');
}
