import type { SelectQueryBuilder } from 'kysely';
import type { StoreTables } from './store-tables.ts';

/** How many rows a query finds. */
export async function countRows<Table extends keyof StoreTables>(
  query: SelectQueryBuilder<StoreTables, Table, object>,
): Promise<number> {
  const { total } = await query
    .select((row) => row.fn.countAll<number>().as('total'))
    .$castTo<{ readonly total: number }>()
    .executeTakeFirstOrThrow();
  return total;
}
