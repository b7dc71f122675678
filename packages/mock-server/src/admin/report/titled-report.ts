import type { TestReport } from '@mockloop/analyzer';

/** A report, and what it is about. */
export interface TitledReport extends TestReport {
  /** The title of the API document. */
  readonly title: string;
  /** ISO 8601 in UTC. */
  readonly generated_at: string;
  readonly session_id?: string | undefined;
  readonly world?: string | undefined;
}

/** What a report is about, on one line: `Petstore, session "checkout"`. */
export function subjectOf({ title, session_id: session, world }: TitledReport): string {
  const parts = [title];
  if (session !== undefined) parts.push(`session "${session}"`);
  if (world !== undefined) parts.push(`world "${world}"`);
  return parts.join(', ');
}

/** `12.3 ms` */
export function milliseconds(value: number | undefined): string {
  return value === undefined ? '' : `${Number(value.toPrecision(3))} ms`;
}

/** `87.5 %` */
export function percentage(value: number | undefined): string {
  return value === undefined ? '' : `${Number(value.toFixed(1))} %`;
}
