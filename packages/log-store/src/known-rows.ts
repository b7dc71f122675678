import type { LoggedMessage } from './log-entry.ts';
import { RecentTuples } from './recent-tuples.ts';

/**
 * Which rows hold what repeats: endpoints, senders, paths, headers, whole messages. What was forgotten is written again,
 * which costs space only.
 */
export class KnownRows {
  readonly endpoints: RecentTuples<number> = new RecentTuples(2_000);
  readonly origins: RecentTuples<number> = new RecentTuples(1_000);
  readonly paths: RecentTuples<number> = new RecentTuples(10_000);
  readonly headers: RecentTuples<number> = new RecentTuples(500);
  /** Messages without a body, by their size and headers. */
  readonly bodiless: RecentTuples<number> = new RecentTuples(500);
  /** Messages with a body, by identity. */
  messages: WeakMap<LoggedMessage, number> = new WeakMap();

  /** Must be called when rows may be gone: after a roll-back or a deletion. */
  forget(): void {
    for (const rows of [this.endpoints, this.origins, this.paths, this.headers, this.bodiless]) rows.clear();
    this.messages = new WeakMap();
  }
}
