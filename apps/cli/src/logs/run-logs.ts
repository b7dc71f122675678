import { complain, type Environment, onSignal, print, printJson } from '@mockloop/runtime';
import type { LogsFlags } from './add-logs-command.ts';
import { followLog } from './follow-log.ts';
import { LOG_HEADING, logEntryLine, type ShownEntry } from './log-entry-line.ts';
import { filterParameters } from './log-flags.ts';
import { type LogSource, openLogSource } from './open-log-source.ts';

interface Page {
  readonly logs: readonly ShownEntry[];
  readonly total_count: number;
}

/** Prints a page of the log, and with `--follow` what comes after it. */
export async function runLogs(flags: LogsFlags, environment: Environment): Promise<void> {
  const source = await openLogSource(flags, environment);
  try {
    const page = await readPage(source, flags);
    if (flags.follow) await follow(source, flags, page);
    else if (flags.json) printJson(page);
    else printPage(page);
  } finally {
    await source.close();
  }
}

async function readPage(source: LogSource, flags: LogsFlags): Promise<Page> {
  const query = filterParameters(flags);
  query.set('limit', String(flags.limit));
  if (flags.offset !== undefined) query.set('offset', String(flags.offset));
  if (flags.cursor !== undefined) query.set('cursor', flags.cursor);
  return (await source.get(`/api/logs/search?${query}`)).json() as Promise<Page>;
}

/** Oldest first, as one reads a log; the API gives the newest first. */
function printPage({ logs, total_count: total }: Page): void {
  print(LOG_HEADING);
  for (const entry of logs.toReversed()) print(logEntryLine(entry));
  if (logs.length < total) complain(`The newest ${logs.length} of ${total}. More: --limit, --offset`);
}

async function follow(source: LogSource, flags: LogsFlags, { logs }: Page): Promise<void> {
  const show = (entry: ShownEntry): void => print(flags.json ? JSON.stringify(entry) : logEntryLine(entry));
  if (!flags.json) print(LOG_HEADING);
  for (const entry of logs.toReversed()) show(entry);
  const ended = new AbortController();
  const stop = onSignal(() => ended.abort());
  await followLog(source, { filter: filterParameters(flags), last: logs[0], show, signal: ended.signal });
  stop();
}
