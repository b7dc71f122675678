import type { KeyFigures, LogAnalysis } from '@mockloop/analyzer';
import { type Environment, print, printable, printJson, styled } from '@mockloop/runtime';
import { filterParameters } from '../logs/log-flags.ts';
import { openLogSource } from '../logs/open-log-source.ts';
import type { AnalyzeFlags } from './add-analyze-command.ts';

/** Prints what a log tells: a row of figures for each endpoint, status, session …, and what stands out. */
export async function runAnalyze(flags: AnalyzeFlags, environment: Environment): Promise<void> {
  const source = await openLogSource(flags, environment);
  try {
    const query = filterParameters(flags);
    query.set('group_by', flags.groupBy);
    const analysis = (await (await source.get(`/api/logs/analyze?${query}`)).json()) as LogAnalysis;
    if (flags.json) printJson(analysis);
    else printTable(analysis);
  } finally {
    await source.close();
  }
}

function printTable({ group_by: by, groups, insights, total_requests: total, time_range: range }: LogAnalysis): void {
  print(heading(by.toUpperCase()));
  for (const figures of groups) print(row(figures));
  print();
  const time = range === undefined ? '' : `, ${range.earliest} to ${range.latest}`;
  print(`${total} ${total === 1 ? 'request' : 'requests'}${time}`);
  for (const insight of insights) print(printable(insight));
}

const WIDTHS = { requests: 9, errors: 8, ms: 9 } as const;

function heading(name: string): string {
  const figures = ['MEAN', 'P50', 'P90', 'P95', 'P99', 'MAX ms'].map((title) => title.padStart(WIDTHS.ms));
  return `${'REQUESTS'.padStart(WIDTHS.requests)}${'ERRORS'.padStart(WIDTHS.errors)}${figures.join('')}  ${name}`;
}

/** The key comes last, since its length is anyone's guess. */
function row({ key, total_requests: requests, error_rate: rate = 0, performance }: KeyFigures): string {
  const { average_ms, p50_ms, p90_ms, p95_ms, p99_ms, max_ms } = performance ?? {};
  const figures = [average_ms, p50_ms, p90_ms, p95_ms, p99_ms, max_ms].map((ms) =>
    (ms?.toFixed(2) ?? '').padStart(WIDTHS.ms),
  );
  const errors = `${(rate * 100).toFixed(1)} %`.padStart(WIDTHS.errors);
  return `${String(requests).padStart(WIDTHS.requests)}${rate > 0 ? styled('yellow', errors) : errors}${figures.join('')}  ${printable(key) || '(none)'}`;
}
