import type { OperationReport } from '@mockloop/analyzer';
import { subjectOf, type TitledReport } from './titled-report.ts';

/**
 * One test case for each operation that was called, which fails when one of its requests failed. Times are in seconds:
 * of a case, that of all its answers together.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function junitReport(report: TitledReport): string {
  const { operations, earliest } = report;
  const failed = operations.filter(({ failed_requests: count }) => count > 0).length;
  const counts = `tests="${operations.length}" failures="${failed}" errors="0" skipped="0" time="${seconds(operations)}"`;
  const started = earliest === undefined ? '' : ` timestamp="${earliest.slice(0, 19)}"`;
  const name = attribute(subjectOf(report));
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="MockLoop" ${counts}>
  <testsuite name="${name}" ${counts}${started}>
    <properties>
      <property name="failure_rule" value="${attribute(report.failure_rule)}"/>
      <property name="total_requests" value="${report.total_requests}"/>
      <property name="failed_requests" value="${report.failed_requests}"/>
    </properties>
${operations.map((operation) => testCase(operation, report.title)).join('\n')}
  </testsuite>
</testsuites>
`;
}

function testCase(operation: OperationReport, title: string): string {
  const { key, failed_requests: failed, total_requests: total, failures } = operation;
  const names = `name="${attribute(key)}" classname="${attribute(title)}" time="${seconds([operation])}"`;
  if (failed === 0) return `    <testcase ${names}/>`;
  const type = failures[0]?.kind ?? 'failure';
  const lines = failures.map(({ count, message, example_id: id }) => `${count} x ${message} (log entry ${id})`);
  return `    <testcase ${names}>
      <failure type="${type}" message="${failed} of ${total} requests failed">${text(lines.join('\n'))}</failure>
    </testcase>`;
}

function seconds(operations: readonly OperationReport[]): string {
  const sum = operations.reduce(
    (total, { performance }) => total + (performance?.average_ms ?? 0) * (performance?.total_measured ?? 0),
    0,
  );
  return (sum / 1_000).toFixed(3);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
]);

function attribute(value: string): string {
  return allowed(value).replaceAll(/[&<>"\n\t]/g, (character) => ENTITIES.get(character) ?? character);
}

function text(value: string): string {
  return allowed(value).replaceAll(/[&<>]/g, (character) => ENTITIES.get(character) ?? character);
}

/** Without what no XML may hold. @see https://www.w3.org/TR/xml/#charsets */
function allowed(value: string): string {
  return value.toWellFormed().replaceAll(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
