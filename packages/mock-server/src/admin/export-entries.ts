import type { LogEntry, LogExportFormat, LogFilter, LogStore } from '@mockloop/log-store';
import { toLogEntryJson } from './log-entry-json.ts';

/**
 * The log as a file, in pieces as they are read, however large it is. JSON and NDJSON have entries in the form of the
 * other routes; CSV and HAR are as the log writes them.
 */
export async function* exportEntries(
  logs: LogStore,
  filter: LogFilter,
  format: LogExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv' || format === 'har') yield* logs.export(filter, format);
  else if (format === 'ndjson') yield* entryLines(logs, filter);
  else yield* entryArray(logs, filter);
}

/** Whole lines in each piece. */
async function* entryLines(logs: LogStore, filter: LogFilter): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of logs.export(filter, 'ndjson')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0)
      yield lines.map((line) => `${JSON.stringify(toLogEntryJson(JSON.parse(line) as LogEntry))}\n`).join('');
  }
}

async function* entryArray(logs: LogStore, filter: LogFilter): AsyncGenerator<string> {
  let before = '[\n';
  for await (const lines of entryLines(logs, filter)) {
    yield before + lines.trimEnd().replaceAll('\n', ',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
