import type { LogEntry } from './log-entry.ts';

/** The columns of an export, in order. */
const columns: readonly (readonly [name: string, value: (entry: LogEntry) => string | number | boolean | undefined])[] =
  [
    ['id', (entry) => entry.id],
    ['time', (entry) => entry.time],
    ['method', (entry) => entry.method],
    ['path', (entry) => entry.path],
    ['query', (entry) => entry.query],
    ['route', (entry) => entry.route],
    ['operation_id', (entry) => entry.operationId],
    ['status', (entry) => entry.status],
    ['duration_ms', (entry) => entry.durationMs],
    ['client', (entry) => entry.client],
    ['user_agent', (entry) => entry.userAgent],
    ['world', (entry) => entry.world],
    ['session_id', (entry) => entry.sessionId],
    ['scenario', (entry) => entry.scenario],
    ['correlation_id', (entry) => entry.correlationId],
    ['admin', (entry) => entry.admin === true],
    ['violations', (entry) => entry.violations && JSON.stringify(entry.violations)],
    ['request_headers', (entry) => JSON.stringify(entry.request.headers)],
    ['request_size', (entry) => entry.request.size],
    ['request_body', (entry) => entry.request.body],
    ['request_encoding', (entry) => entry.request.encoding],
    ['response_headers', (entry) => JSON.stringify(entry.response.headers)],
    ['response_size', (entry) => entry.response.size],
    ['response_body', (entry) => entry.response.body],
    ['response_encoding', (entry) => entry.response.encoding],
  ];

export const csvHeader: string = toLine(columns.map(([name]) => name));

/** One record, ended by CRLF. @see https://www.rfc-editor.org/rfc/rfc4180#section-2 */
export function csvRow(entry: LogEntry): string {
  return toLine(columns.map(([, value]) => toField(value(entry))));
}

function toLine(fields: readonly string[]): string {
  return `${fields.join(',')}\r\n`;
}

function toField(value: string | number | boolean | undefined): string {
  if (typeof value !== 'string') return String(value ?? '');
  // A spreadsheet would run these as formulas; the apostrophe makes them text.
  // https://owasp.org/www-community/attacks/CSV_Injection
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
