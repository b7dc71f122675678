import type { NewLogEntry } from './log-entry.ts';

/** An entry on its way to the database. */
export interface PendingEntry {
  readonly entry: NewLogEntry;
  /** Given by the first database that takes it; 0 before. */
  id: number;
}

/** Ids of one millisecond; more than that borrow from the next. */
const IDS_PER_MS = 4_096;
const FIRST_MOMENT = Date.UTC(2025, 0, 1);

/** The least id of what arrived at `time` (milliseconds since the epoch) or later. */
export function firstIdAt(time: number): number {
  return Math.max(1, Math.floor(time - FIRST_MOMENT) * IDS_PER_MS);
}

/** About when the entry with this id was written, in milliseconds since the epoch; before 2025 nothing was. */
export function timeOfId(id: number): number {
  return FIRST_MOMENT + Math.floor(id / IDS_PER_MS);
}
