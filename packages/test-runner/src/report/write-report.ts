import type { LoadRun } from '../model/load-run.ts';
import type { TestRun } from '../model/test-run.ts';
import { toCsv } from './to-csv.ts';
import { toHar } from './to-har.ts';
import { toHtml } from './to-html.ts';
import { toJson } from './to-json.ts';
import { toJunit } from './to-junit.ts';
import { toMarkdown } from './to-markdown.ts';
import { toSarif } from './to-sarif.ts';

/** A run of any kind, as stores keep it. */
export type ReportedRun = TestRun | LoadRun;

export type ReportFormat = 'html' | 'markdown' | 'json' | 'csv' | 'junit' | 'sarif' | 'har';

export interface ReportOptions {
  readonly format: ReportFormat;
  /** `summary`: causes alone. `comprehensive`: evidence of every finding. Default `detailed`. */
  readonly detail?: 'summary' | 'detailed' | 'comprehensive' | undefined;
  /** Pictures, where the format has any. Default true. */
  readonly charts?: boolean | undefined;
}

const WRITERS: {
  readonly [Format in ReportFormat]: (runs: readonly ReportedRun[], options: ReportOptions) => string;
} = {
  html: toHtml,
  markdown: toMarkdown,
  json: toJson,
  csv: toCsv,
  junit: toJunit,
  sarif: toSarif,
  har: toHar,
};

/**
 * Runs as one text in the format asked for. Text from documents and servers stays text in it, whatever it holds.
 *
 * @param runs In the order in which they are shown.
 */
export function writeReport(runs: readonly ReportedRun[], options: ReportOptions): string {
  return WRITERS[options.format](runs, options);
}
