import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { complain, type Environment, printable, printJson } from '@mockloop/runtime';
import type { GenerateTestReportInput, ReportOutputFormat } from '@mockloop/tools';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import { openToolbox } from '../tools/open-toolbox.ts';
import type { ReportFlags } from './add-test-commands.ts';
import { readRun } from './read-run.ts';

export async function runReport(runs: readonly string[], flags: ReportFlags, environment: Environment): Promise<void> {
  // Whoever names a file at a shell may write it, wherever it is. Without one it is printed, however long it is.
  const folder = flags.out === undefined ? undefined : path.dirname(path.resolve(flags.out));
  if (folder !== undefined && !existsSync(folder)) mkdirSync(folder, { recursive: true });
  await using toolbox = openToolbox(environment, {}, folder);
  const input: GenerateTestReportInput = {
    test_results: await Promise.all(runs.map(readRun)),
    output_format: flags.format as ReportOutputFormat,
    report_format: flags.detail as GenerateTestReportInput['report_format'],
    include_charts: flags.charts !== false,
    output_path: flags.out === undefined ? undefined : path.resolve(flags.out),
  };
  const result = await callAtTerminal((call) => toolbox.call('generate_test_report', input, call));
  if (flags.json) printJson(result);
  else if (result.path !== undefined) complain(`Wrote ${printable(result.path)}`);
  else process.stdout.write(result.report ?? '');
}
