import type { StoreConnection } from './store-database.ts';
import { type StoredJson, unpackJson } from './stored-json.ts';

/** The list of a run, e.g. its cases. */
interface RunPart {
  readonly id: string;
  readonly part: string;
}

export async function appendItems(
  connection: StoreConnection,
  { id, part }: RunPart,
  { items, count }: { readonly items: StoredJson; readonly count: number },
): Promise<void> {
  const first = await countItems(connection, { id, part });
  await connection.insertInto('run_items').values({ run_id: id, part, first, count, items }).execute();
}

export async function readItems(
  connection: StoreConnection,
  { id, part }: RunPart,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly unknown[]; readonly total: number }> {
  const total = await countItems(connection, { id, part });
  const portions = await connection
    .selectFrom('run_items')
    .select(['first', 'items'])
    .where('run_id', '=', id)
    .where('part', '=', part)
    .where('first', '<', offset + limit)
    .where((row) => row(row('first', '+', row.ref('count')), '>', offset))
    .orderBy('first')
    .execute();
  const lists = await Promise.all(portions.map(({ items }) => unpackJson(items) as Promise<unknown[]>));
  const skipped = offset - (portions[0]?.first ?? offset);
  return { items: lists.flat(1).slice(skipped, skipped + limit), total };
}

async function countItems(connection: StoreConnection, { id, part }: RunPart): Promise<number> {
  const last = await connection
    .selectFrom('run_items')
    .select(['first', 'count'])
    .where('run_id', '=', id)
    .where('part', '=', part)
    .orderBy('first', 'desc')
    .executeTakeFirst();
  return last === undefined ? 0 : last.first + last.count;
}
