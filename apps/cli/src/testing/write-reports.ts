import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { complain, printable } from '@mockloop/runtime';
import type { ReportOutputFormat, Toolbox } from '@mockloop/tools';
import type { TestFlags } from './test-flags.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  html: 'html',
  markdown: 'md',
  json: 'json',
  csv: 'csv',
  junit: 'xml',
  sarif: 'sarif',
  har: 'har',
};

/** Where reports go: whoever names a folder at a shell may write there, wherever it is. */
export function reportFolder({ out = 'mockloop-report' }: Pick<TestFlags, 'out'>): string {
  return path.resolve(out);
}

/** Writes the reports that were asked for and says where they are. The toolbox's workspace is the folder. */
export async function writeReports(runId: string, flags: TestFlags, toolbox: Toolbox): Promise<void> {
  const { report } = flags;
  if (report === undefined) return;
  const folder = reportFolder(flags);
  await mkdir(folder, { recursive: true });
  for (const format of new Set(report.split(',').map((name) => name.trim()))) {
    const { path: written } = await toolbox.call('generate_test_report', {
      test_results: runId,
      output_format: format as ReportOutputFormat,
      output_path: path.join(folder, `report.${EXTENSIONS[format]}`),
    });
    complain(`Wrote ${printable(path.relative(process.cwd(), written ?? folder))}`);
  }
}
