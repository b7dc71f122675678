import type { LoadOperationResult } from '../load/load-result.ts';
import type { Finding } from '../model/finding.ts';
import type { ReportedRun } from './write-report.ts';

type Cell = string | number | undefined;

const FINDING_COLUMNS: readonly (readonly [name: string, value: (finding: Finding) => Cell])[] = [
  ['severity', ({ severity }) => severity],
  ['confidence', ({ confidence }) => confidence],
  ['check', ({ check }) => check],
  ['operation', ({ operation }) => operation],
  ['message', ({ message }) => message],
  ['expected', ({ expected }) => expected],
  ['observed', ({ observed }) => observed],
  ['file', ({ file }) => file],
  ['line', ({ line }) => line],
  ['pointer', ({ pointer }) => pointer],
  ['phase', ({ phase }) => phase],
  ['cluster', ({ cluster }) => cluster],
  ['case_id', ({ case_id }) => case_id],
  ['seed', ({ seed }) => seed],
  ['owasp', ({ owasp }) => owasp],
  ['cwe', ({ cwe }) => cwe],
  ['wfc', ({ wfc }) => wfc],
  ['remedy', ({ remedy }) => remedy],
  ['curl', ({ reproduce }) => reproduce.curl],
];

const LOAD_COLUMNS: readonly (readonly [name: string, value: (operation: LoadOperationResult) => Cell])[] = [
  ['operation', ({ operation }) => operation],
  ['sent', ({ sent }) => sent],
  ['ok', ({ ok }) => ok],
  ['mean_ms', ({ response }) => response.mean_ms],
  ['p50_ms', ({ response }) => response.p50_ms],
  ['p95_ms', ({ response }) => response.p95_ms],
  ['p99_ms', ({ response }) => response.p99_ms],
  ['max_ms', ({ response }) => response.max_ms],
];

/**
 * The findings of runs, or, of load runs alone, their operations: one to a record (RFC 4180). What a spreadsheet would take for a
 * formula has an apostrophe before it.
 */
export function toCsv(runs: readonly ReportedRun[]): string {
  const isLoad = runs.length > 0 && runs.every(({ kind }) => kind === 'load');
  const records = isLoad
    ? runs.flatMap((run) =>
        run.kind === 'load' ? run.result.operations.map((one) => record(run.id, one, LOAD_COLUMNS)) : [],
      )
    : runs.flatMap((run) =>
        run.kind === 'load'
          ? []
          : [...run.findings, ...run.suspicions].map((one) => record(run.id, one, FINDING_COLUMNS)),
      );
  const names = (isLoad ? LOAD_COLUMNS : FINDING_COLUMNS).map(([name]) => name);
  return [['run_id', ...names], ...records].map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
}

function record<T>(runId: string, one: T, columns: readonly (readonly [string, (one: T) => Cell])[]): Cell[] {
  return [runId, ...columns.map(([, value]) => value(one))];
}

function field(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = (value ?? '').toWellFormed();
  // A formula of a spreadsheet begins so: https://owasp.org/www-community/attacks/CSV_Injection
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
