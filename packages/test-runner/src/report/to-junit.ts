import { CHECKS } from '../checks/catalogue.ts';
import type { CheckFamily } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { LoadRun } from '../model/load-run.ts';
import type { TestRun } from '../model/test-run.ts';
import type { ReportedRun } from './write-report.ts';

/**
 * Runs as JUnit XML: a suite for each family of checks of a run, a case for each check that was tried and each operation at which it
 * found something; for load, a case for each threshold.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function toJunit(runs: readonly ReportedRun[]): string {
  const suites = runs.flatMap((run) => (run.kind === 'load' ? [loadSuite(run)] : testSuites(run)));
  const tests = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const failures = suites.reduce((sum, { cases }) => sum + cases.filter(isFailed).length, 0);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="MockLoop" tests="${tests}" failures="${failures}" errors="0">
${suites.map(writeSuite).join('\n')}
</testsuites>
`;
}

interface Suite {
  readonly name: string;
  readonly timestamp: string;
  readonly seconds: number;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly details: string } | undefined;
}

function isFailed({ failure }: Case): boolean {
  return failure !== undefined;
}

function testSuites(run: TestRun): Suite[] {
  const tried = new Set(run.checks.filter((one) => one.tried > 0).map(({ check }) => check));
  const families = new Set<CheckFamily>([
    ...CHECKS.filter(({ id }) => tried.has(id)).map(({ family }) => family),
    ...run.findings.map(({ family }) => family),
  ]);
  return [...families].map((family) => {
    const findings = run.findings.filter((finding) => finding.family === family);
    const found = new Set(findings.map(({ check }) => check));
    const passed = CHECKS.filter(({ id, family: of }) => of === family && tried.has(id) && !found.has(id));
    const groups = Map.groupBy(findings, ({ check, operation = 'the server' }) => `${check} ${operation}`);
    return {
      name: `${run.plan.document.title}: ${family}`,
      timestamp: run.started_at.slice(0, 19),
      seconds: run.duration_ms / 1000 / families.size,
      properties: [
        ['run', run.id],
        ['seed', run.plan.seed],
        ['server', run.plan.server_url],
      ],
      cases: [
        ...passed.map(({ id, title }) => ({ name: title, classname: `${family}.${id}` })),
        ...[...groups.values()]
          .map(([first, ...others]) => failedCase(first, others))
          .filter((one) => one !== undefined),
      ],
    };
  });
}

/** What fails no run fails no case. */
function failedCase(first: Finding | undefined, others: readonly Finding[]): Case | undefined {
  if (first === undefined) return undefined;
  const { check, operation = 'the server', title, family, severity } = first;
  const common = { name: `${operation}: ${title}`, classname: `${family}.${check}` };
  const counting = [first, ...others].filter((finding) => finding.severity !== 'info');
  if (counting.length === 0) return common;
  const details = counting.map(({ message, case_id: caseId, seed, line, reproduce }) =>
    [
      message,
      `case ${caseId}, seed ${seed}${line === undefined ? '' : `, line ${line} of the document`}`,
      reproduce.curl,
    ].join('\n'),
  );
  return { ...common, failure: { type: severity, message: first.message, details: details.join('\n\n') } };
}

function loadSuite({
  result,
  document,
  server_url: url,
  started_at: started,
  duration_ms: ms,
  id,
  reason,
}: LoadRun): Suite {
  const saturated = result.saturated?.reasons.join('; ') ?? reason;
  return {
    name: `${document?.title ?? url}: load`,
    timestamp: started.slice(0, 19),
    seconds: ms / 1000,
    properties: [
      ['run', id],
      ['seed', result.seed],
      ['server', url],
    ],
    cases: result.thresholds.map(({ expression, value, passed }) => ({
      name: expression,
      classname: 'load.threshold',
      failure: passed
        ? undefined
        : { type: 'threshold', message: `${expression}: ${value ?? 'not measured'}`, details: saturated ?? '' },
    })),
  };
}

function writeSuite({ name, timestamp, seconds, properties, cases }: Suite): string {
  const failures = cases.filter(isFailed).length;
  return [
    `  <testsuite name="${attribute(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="${seconds.toFixed(3)}" timestamp="${timestamp}">`,
    '    <properties>',
    ...properties.map(([key, value]) => `      <property name="${key}" value="${attribute(value)}"/>`),
    '    </properties>',
    ...cases.map(writeCase),
    '  </testsuite>',
  ].join('\n');
}

function writeCase({ name, classname, failure }: Case): string {
  const names = `name="${attribute(name)}" classname="${attribute(classname)}" time="0.000"`;
  if (failure === undefined) return `    <testcase ${names}/>`;
  return `    <testcase ${names}>
      <failure type="${attribute(failure.type)}" message="${attribute(failure.message)}">${text(failure.details)}</failure>
    </testcase>`;
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
