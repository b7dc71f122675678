import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeReport } from '@mockloop/test-runner/report';
import { MockLoopError } from '../mockloop-error.ts';
import { runUri } from '../resources/test-run.ts';
import type { ToolContext } from '../tool-context.ts';
import { MAX_TEXT } from '../tool-text.ts';
import { workspacePath } from '../workspace-path.ts';
import type { GenerateTestReportInput, GenerateTestReportResult } from './generate-test-report.ts';
import { loadResults } from './load-results.ts';

export async function runGenerateTestReport(
  args: GenerateTestReportInput,
  context: ToolContext,
): Promise<GenerateTestReportResult> {
  const {
    output_format: format = 'markdown',
    report_format: detail = 'detailed',
    include_charts: charts = true,
  } = args;
  const runs = await loadResults(args.test_results, '/test_results', context);
  const report = writeReport(runs, { format, detail, charts });
  const common = {
    status: 'success' as const,
    run_ids: runs.map(({ id }) => id),
    output_format: format,
    bytes: Buffer.byteLength(report),
  };
  if (args.output_path !== undefined) return { ...common, path: await write(report, args.output_path, context) };
  const [first] = common.run_ids;
  const isByName = typeof args.test_results === 'string' && first !== undefined;
  const resource = isByName ? `${runUri(first)}/report/${format}` : undefined;
  // Whoever gives the results themselves has no other way to get a long report.
  return report.length <= MAX_TEXT || !isByName ? { ...common, report, resource } : { ...common, resource };
}

async function write(report: string, to: string, context: ToolContext): Promise<string> {
  const file = await workspacePath(context, to, { argument: '/output_path' });
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, report);
    return file;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new MockLoopError('FILE_ERROR', `The report cannot be written: ${why}.`, {
      advice: 'Choose another path.',
      cause,
    });
  }
}
