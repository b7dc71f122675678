import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { resultsField, type TestResults } from './results-field.ts';

export type ReportOutputFormat = 'json' | 'html' | 'markdown' | 'csv' | 'junit' | 'sarif' | 'har';

export interface GenerateTestReportInput {
  /** Run ids, or runs. */
  readonly test_results: TestResults;
  /** Default `detailed`. */
  readonly report_format?: 'summary' | 'detailed' | 'comprehensive' | undefined;
  /** Default `true`. */
  readonly include_charts?: boolean | undefined;
  /** Default `markdown`. */
  readonly output_format?: ReportOutputFormat | undefined;
  /** A file in the workspace. */
  readonly output_path?: string | undefined;
}

export interface GenerateTestReportResult {
  readonly status: 'success';
  readonly run_ids: readonly string[];
  readonly output_format: ReportOutputFormat;
  readonly bytes: number;
  /** Where it was written. */
  readonly path?: string | undefined;
  /** Absent where it was written, or is too long for a result: `resource` has it. */
  readonly report?: string | undefined;
  /** URI of the report of the first run. */
  readonly resource?: string | undefined;
}

const input = z.strictObject({
  test_results: resultsField,
  report_format: z.enum(['summary', 'detailed', 'comprehensive']).default('detailed'),
  include_charts: z.boolean().default(true),
  output_format: z.enum(['json', 'html', 'markdown', 'csv', 'junit', 'sarif', 'har']).default('markdown'),
  output_path: textArgument(1_000).optional(),
});

const output = z.object({
  status: z.literal('success'),
  run_ids: z.array(z.string()),
  output_format: z.enum(['json', 'html', 'markdown', 'csv', 'junit', 'sarif', 'har']),
  bytes: z.number(),
  path: z.string().optional(),
  report: z.string().optional(),
  resource: z.string().optional(),
});

export const generateTestReport: Tool<'generate_test_report', GenerateTestReportInput, GenerateTestReportResult> =
  defineTool({
    name: 'generate_test_report',
    title: 'Write a test report',
    description:
      'Writes runs as a report: one HTML file with charts, Markdown for a pull request, JUnit and SARIF for CI, JSON, CSV, HAR. Example: {"test_results": "<run_id>", "output_format": "html", "output_path": "report.html"}.',
    toolset: 'analysis',
    hints: { readOnly: false, destructive: false, idempotent: true, openWorld: false },
    input,
    output,
    load: () => import('./run-generate-test-report.ts').then((module) => module.runGenerateTestReport),
    summarize: ({ path, report, resource, bytes, output_format: format }) =>
      path !== undefined
        ? `Wrote ${bytes} bytes of ${format} to ${path}.`
        : (report ?? `The ${format} report has ${bytes} bytes: read ${resource ?? 'it into a file with output_path'}.`),
  });
