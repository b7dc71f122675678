import { toMarkdown } from './to-markdown.ts';
import type { ReportedRun, ReportOptions } from './write-report.ts';

/** Runs as a page. */
export function toHtml(runs: readonly ReportedRun[], options: ReportOptions): string {
  const text = toMarkdown(runs, options).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>MockLoop</title><pre>${text}</pre></html>\n`;
}
