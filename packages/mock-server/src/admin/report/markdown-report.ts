import type { OperationReport } from '@mockloop/analyzer';
import { milliseconds, percentage, subjectOf, type TitledReport } from './titled-report.ts';

const MAX_LISTED = 50;

/** For a pull request or a chat: what was called, what failed, what was not called. */
export function markdownReport(report: TitledReport): string {
  const { performance, coverage, operations } = report;
  const facts = [
    ['Requests', `${report.total_requests}, of which ${report.failed_requests} failed`],
    [
      'Response time',
      `p50 ${milliseconds(performance?.p50_ms)}, p95 ${milliseconds(performance?.p95_ms)}, p99 ${milliseconds(performance?.p99_ms)}`,
    ],
    [
      'Operations called',
      `${coverage.operations.called} of ${coverage.operations.total} (${percentage(coverage.operations.percentage)})`,
    ],
    [
      'Declared responses seen',
      `${coverage.statuses.seen} of ${coverage.statuses.total} (${percentage(coverage.statuses.percentage)})`,
    ],
  ];
  const lines = [
    `# ${plain(subjectOf(report))}: ${report.status}`,
    '',
    ...facts.map(([name, value]) => `- ${name}: ${value}`),
    '',
    '| operation | requests | failed | p95 | statuses |',
    '|---|---:|---:|---:|---|',
    ...operations.slice(0, MAX_LISTED).map(row),
    ...failures(operations),
    ...notCalled(coverage.operations.not_called),
    '',
    report.failure_rule,
    '',
  ];
  return lines.join('\n');
}

function row({ key, total_requests, failed_requests, performance, statuses }: OperationReport): string {
  const seen = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  return `| ${plain(key)} | ${total_requests} | ${failed_requests} | ${milliseconds(performance?.p95_ms)} | ${seen.join(', ')} |`;
}

function failures(operations: readonly OperationReport[]): string[] {
  const failed = operations.filter(({ failed_requests: count }) => count > 0).slice(0, MAX_LISTED);
  if (failed.length === 0) return [];
  return [
    '',
    '## Failures',
    ...failed.flatMap((operation) => [
      '',
      `**${plain(operation.key)}**`,
      '',
      ...operation.failures.map(
        ({ count, message, example_id: id }) => `- ${count} × ${plain(message)} (log entry ${id})`,
      ),
    ]),
  ];
}

function notCalled(keys: readonly string[]): string[] {
  if (keys.length === 0) return [];
  const shown = keys.slice(0, MAX_LISTED).map((key) => `- ${plain(key)}`);
  const more = keys.length > MAX_LISTED ? [`- and ${keys.length - MAX_LISTED} more`] : [];
  return ['', '## Not called', '', ...shown, ...more];
}

/** Text that is shown as it is, on one line: nothing in it is markup, a link, an image or a mention. */
function plain(value: string): string {
  return value
    .replaceAll(/[\r\n\t]+/g, ' ')
    .replaceAll(/[\\`*_{}[\]()<>#|!~@:&]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
