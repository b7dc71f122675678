import { z } from '@hono/zod-openapi';

/** `limit` and `offset` of lists that are computed whole and then cut; other parameters stand beside them. */
export const pageShape: {
  readonly limit: z.ZodOptional<z.ZodString>;
  readonly offset: z.ZodOptional<z.ZodString>;
} = {
  limit: z
    .string()
    .regex(/^(?:[1-9]\d{0,2}|1000)$/, 'Expected 1 to 1000')
    .optional()
    .openapi({ description: '1 to 1000. Default: 100.' }),
  offset: z
    .string()
    .regex(/^\d{1,9}$/, 'Expected a number')
    .optional()
    .openapi({ description: 'Default: 0.' }),
};

const count: z.ZodNumber = z.number().int();

/** What answers with such lists say of their page. */
export const pageCounts: Readonly<Record<keyof PageCounts, z.ZodNumber>> = {
  total_count: count,
  returned_count: count,
  limit: count,
  offset: count,
};

export interface PageCounts {
  readonly total_count: number;
  readonly returned_count: number;
  readonly limit: number;
  readonly offset: number;
}

export interface Page<T> {
  readonly page: T[];
  readonly counts: PageCounts;
}

/** What a query with `pageShape` asks for. */
export function pageOf({
  limit = '100',
  offset = '0',
}: {
  readonly limit?: string | undefined;
  readonly offset?: string | undefined;
}): Pick<PageCounts, 'limit' | 'offset'> {
  return { limit: Number(limit), offset: Number(offset) };
}

export function cutPage<T>(all: readonly T[], { limit, offset }: Pick<PageCounts, 'limit' | 'offset'>): Page<T> {
  const page = all.slice(offset, offset + limit);
  return { page, counts: { total_count: all.length, returned_count: page.length, limit, offset } };
}
