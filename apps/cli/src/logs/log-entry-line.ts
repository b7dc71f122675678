import { lineWidth, printable, styled } from '@mockloop/runtime';

/** What a line shows of a log entry of the admin API. */
export interface ShownEntry {
  readonly id: string;
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly response_time_ms: number;
}

/** By it, `/api/logs/{id}/explain` says why a request was answered as it was. */
const ID_WIDTH = 15;

export const LOG_HEADING: string = `${'ID'.padEnd(ID_WIDTH)}  ${'TIME'.padEnd(24)}  STATUS  ${'MS'.padStart(8)}  ${'METHOD'.padEnd(7)}  PATH`;

/** Cut at the terminal's width; the path comes last, since its length is anyone's guess. */
export function logEntryLine(entry: ShownEntry): string {
  const target = printable(entry.query === '' ? entry.path : `${entry.path}?${entry.query}`);
  const before = `${entry.id.padEnd(ID_WIDTH)}  ${entry.time.padEnd(24)}  `;
  const after = `  ${entry.response_time_ms.toFixed(2).padStart(8)}  ${printable(entry.method).padEnd(7)}  `;
  const room = Math.max(20, lineWidth() - before.length - 'STATUS'.length - after.length);
  const shown = target.length > room ? `${target.slice(0, room - 1)}…` : target;
  return `${before}${styled(colour(entry.status), String(entry.status).padEnd(6))}${after}${shown}`;
}

function colour(status: number): 'red' | 'yellow' | 'green' | 'cyan' {
  if (status >= 500) return 'red';
  if (status >= 400) return 'yellow';
  return status >= 300 ? 'cyan' : 'green';
}
