import type { LogEntry } from './log-entry.ts';
import type { LogExportFormat } from './log-store.ts';
import { csvHeader, csvRow } from './to-csv.ts';
import { harEnd, harEntry, harStart } from './to-har.ts';

interface Format {
  readonly start: string;
  readonly entry: (entry: LogEntry) => string;
  readonly between: string;
  readonly end: string;
}

const formats: Readonly<Record<LogExportFormat, Format>> = {
  json: { start: '[', entry: (entry) => `\n${JSON.stringify(entry)}`, between: ',', end: '\n]\n' },
  ndjson: { start: '', entry: (entry) => `${JSON.stringify(entry)}\n`, between: '', end: '' },
  csv: { start: csvHeader, entry: csvRow, between: '', end: '' },
  har: { start: harStart, entry: (entry) => `\n${JSON.stringify(harEntry(entry))}`, between: ',', end: harEnd },
};

/** The text of an export, one piece per page of entries. */
export async function* exportLog(
  pages: AsyncIterable<readonly LogEntry[]>,
  format: LogExportFormat,
): AsyncGenerator<string, void, undefined> {
  const { start, entry: toText, between, end } = formats[format];
  let text = start;
  let isFirst = true;
  for await (const page of pages) {
    for (const entry of page) {
      text += isFirst ? toText(entry) : between + toText(entry);
      isFirst = false;
    }
    yield text;
    text = '';
  }
  yield text + end;
}
