import type { OperationReport } from '@mockloop/analyzer';
import type { TitledReport } from './titled-report.ts';

type Field = string | number | boolean | undefined;

const COLUMNS: readonly (readonly [name: string, value: (operation: OperationReport) => Field])[] = [
  ['operation', ({ key }) => key],
  ['operation_id', ({ operation_id }) => operation_id],
  ['declared', ({ declared }) => declared],
  ['total_requests', ({ total_requests }) => total_requests],
  ['failed_requests', ({ failed_requests }) => failed_requests],
  ['total_errors', ({ total_errors }) => total_errors],
  ['average_ms', ({ performance }) => performance?.average_ms],
  ['p50_ms', ({ performance }) => performance?.p50_ms],
  ['p95_ms', ({ performance }) => performance?.p95_ms],
  ['p99_ms', ({ performance }) => performance?.p99_ms],
  ['max_ms', ({ performance }) => performance?.max_ms],
  ['statuses', ({ statuses }) => pairs(Object.entries(statuses))],
  ['failures', ({ failures }) => pairs(failures.map(({ message, count }) => [message, count]))],
];

/** One record for each operation that was called. @see https://www.rfc-editor.org/rfc/rfc4180#section-2 */
export function csvReport({ operations }: TitledReport): string {
  const header = toLine(COLUMNS.map(([name]) => name));
  return header + operations.map((operation) => toLine(COLUMNS.map(([, value]) => value(operation)))).join('');
}

function pairs(entries: readonly (readonly [name: string, count: number])[]): string {
  return entries.map(([name, count]) => `${name}: ${count}`).join('; ');
}

function toLine(fields: readonly Field[]): string {
  return `${fields.map(toField).join(',')}\r\n`;
}

function toField(value: Field): string {
  if (typeof value !== 'string') return String(value ?? '');
  // A spreadsheet would run these as formulas; the apostrophe makes them text.
  // https://owasp.org/www-community/attacks/CSV_Injection
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
