import type { Ownership } from './ownership.ts';
import type { RunStatus } from './run-record.ts';
import { countsOf, shownStatus } from './run-rows.ts';
import type { SessionProgress } from './session-record.ts';
import type { StoreConnection } from './store-database.ts';

export const NO_PROGRESS: SessionProgress = { runs: 0, statuses: {} };

/** What the runs of some sessions add up to, by session. Those that have no run are absent. */
export async function progressOf(
  connection: StoreConnection,
  ownership: Ownership,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, SessionProgress>> {
  const living = ownership.living(connection);
  const groups = await connection
    .selectFrom('runs')
    .where('session_id', 'in', sessionIds)
    .select(['session_id', 'status'])
    .select((row) => [
      row('owner', 'in', living).as('is_alive'),
      row.fn.countAll<number>().as('runs'),
      row.fn.sum<number | null>('requests_count').as('requests_count'),
      row.fn.sum<number | null>('cases_count').as('cases_count'),
      row.fn.sum<number | null>('findings_count').as('findings_count'),
      row.fn.sum<number | null>('suspicions_count').as('suspicions_count'),
      row.fn.sum<number | null>('clusters_count').as('clusters_count'),
    ])
    .groupBy(['session_id', 'status', 'is_alive'])
    .execute();
  const progress = new Map<string, SessionProgress>();
  for (const group of groups) {
    const id = group.session_id ?? '';
    const one = { runs: group.runs, statuses: { [shownStatus(group)]: group.runs }, ...countsOf(group) };
    progress.set(id, add(progress.get(id) ?? NO_PROGRESS, one));
  }
  return progress;
}

function add(a: SessionProgress, b: SessionProgress): SessionProgress {
  const { statuses: ofA, ...countsOfA } = a;
  const { statuses: ofB, ...countsOfB } = b;
  return { runs: 0, ...sum(countsOfA, countsOfB), statuses: sum<RunStatus>(ofA, ofB) };
}

function sum<Key extends string>(
  a: Readonly<Partial<Record<Key, number | undefined>>>,
  b: Readonly<Partial<Record<Key, number | undefined>>>,
): Partial<Record<Key, number>> {
  const total = { ...a } as Partial<Record<Key, number>>;
  for (const key of Object.keys(b) as Key[]) total[key] = (total[key] ?? 0) + (b[key] ?? 0);
  return total;
}
