import { BucketCounts } from './bucket-counts.ts';
import { bucketOfTicks, millisecondsOf } from './duration-buckets.ts';
import type { LogGroup } from './log-store.ts';

/** Counts and durations of one key and status. */
interface Cell {
  count: number;
  sum: number;
  min: number;
  max: number;
  readonly buckets: BucketCounts;
}

/** A code and a status share one number: `code * 1000 + status`. */
export const STATUSES = 1_000;

/** Collects durations by key and status. */
export class GroupCollector {
  readonly #groups = new Map<string, Map<number, Cell>>();

  /** @param cells What was counted under the numbers of keys; `keyOf` gives their text. Equal texts are one group. */
  add(cells: CellCounter, keyOf: (code: number, status: number) => string): void {
    for (const [codeAndStatus, cell] of cells.cells) {
      // Times before 1970 are negative; a status is not.
      const status = ((codeAndStatus % STATUSES) + STATUSES) % STATUSES;
      const key = keyOf((codeAndStatus - status) / STATUSES, status);
      const byStatus = this.#groups.get(key) ?? new Map<number, Cell>();
      this.#groups.set(key, byStatus);
      const present = byStatus.get(status);
      if (present === undefined) byStatus.set(status, cell);
      else merge(present, cell);
    }
  }

  groups(): LogGroup[] {
    return [...this.#groups].flatMap(([key, byStatus]) =>
      [...byStatus].map(([status, cell]) => ({ key, status, count: cell.count, durations: histogramOf(cell) })),
    );
  }
}

/** Counts under numbers instead of texts, for millions of entries. */
export class CellCounter {
  readonly cells: Map<number, Cell> = new Map();

  /** @param codeAndStatus `code * 1000 + status` */
  add(codeAndStatus: number, ticks: number): void {
    let cell = this.cells.get(codeAndStatus);
    if (cell === undefined) {
      cell = { count: 0, sum: 0, min: ticks, max: ticks, buckets: new BucketCounts() };
      this.cells.set(codeAndStatus, cell);
    }
    cell.count++;
    cell.sum += ticks;
    if (ticks < cell.min) cell.min = ticks;
    if (ticks > cell.max) cell.max = ticks;
    cell.buckets.add(bucketOfTicks(ticks), 1);
  }
}

function merge(into: Cell, from: Cell): void {
  into.count += from.count;
  into.sum += from.sum;
  into.min = Math.min(into.min, from.min);
  into.max = Math.max(into.max, from.max);
  for (const [bucket, count] of from.buckets) into.buckets.add(bucket, count);
}

function histogramOf({ sum, min, max, buckets }: Cell): LogGroup['durations'] {
  return { buckets: [...buckets], sum: millisecondsOf(sum), min: millisecondsOf(min), max: millisecondsOf(max) };
}
