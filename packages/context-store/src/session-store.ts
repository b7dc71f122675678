import type { PageOptions } from './page.ts';
import type { NewSession, NewSessionEvent, SessionEvent, SessionRecord, StoredSession } from './session-record.ts';

export interface SessionPage {
  /** The newest first. */
  readonly sessions: readonly SessionRecord[];
  /** How many there are in all. */
  readonly total: number;
}

export interface SessionEventFilter {
  readonly type?: string | undefined;
  /** Only those with a larger id: what has happened since. */
  readonly after?: number | undefined;
}

export interface SessionEventPage {
  /** The oldest first. */
  readonly events: readonly SessionEvent[];
  readonly total: number;
}

/** Runs that belong together, and what happens meanwhile. */
export interface SessionStore {
  /** @throws {ContextStoreError} `INVALID_INPUT`, `TOO_LARGE`, `EXISTS` */
  createSession(session: NewSession): Promise<StoredSession>;
  getSession(id: string): Promise<StoredSession | undefined>;
  listSessions(filter?: { readonly status?: 'active' | 'ended' | undefined }, page?: PageOptions): Promise<SessionPage>;
  /**
   * Ends a session: no run joins it any more. Its runs that are under way go on.
   *
   * @param summary JSON of up to 8 MiB that is kept with it.
   * @throws {ContextStoreError} `UNKNOWN`, `ENDED`, `INVALID_INPUT`, `TOO_LARGE`
   */
  endSession(id: string, summary?: unknown): Promise<StoredSession>;
  /** @throws {ContextStoreError} `UNKNOWN`, `INVALID_INPUT`, `TOO_LARGE` */
  addSessionEvent(id: string, event: NewSessionEvent): Promise<SessionEvent>;
  listSessionEvents(id: string, filter?: SessionEventFilter, page?: PageOptions): Promise<SessionEventPage>;
}
