import { CHECKS } from '../checks/catalogue.ts';
import type { CheckFamily } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { LoadRun } from '../model/load-run.ts';
import type { TestRun } from '../model/test-run.ts';
import { failsRun } from './fails-run.ts';
import { type JunitCase, type JunitSuite, writeJunit } from './write-junit.ts';
import type { ReportedRun } from './write-report.ts';

/**
 * Runs as JUnit XML: a suite for each family of checks of a run, a case for each check that was tried and each operation at which it
 * found something; for load, a case for each threshold. A run that was not carried through is an error.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function toJunit(runs: readonly ReportedRun[]): string {
  const suites = runs.flatMap((run) => (run.kind === 'load' ? [loadSuite(run)] : testSuites(run)));
  return writeJunit(
    suites,
    runs.reduce((sum, run) => sum + run.duration_ms / 1000, 0),
  );
}

function testSuites(run: TestRun): JunitSuite[] {
  const tried = new Set(run.checks.filter((one) => one.tried > 0).map(({ check }) => check));
  const families = new Set<CheckFamily>([
    ...CHECKS.filter(({ id }) => tried.has(id)).map(({ family }) => family),
    ...run.findings.map(({ family }) => family),
  ]);
  const isOver = run.status === 'passed' || run.status === 'failed';
  const error = isOver ? [] : [suiteOf(run, 'run', [unfinished(run)])];
  return [...error, ...[...families].map((family) => suiteOf(run, family, familyCases(run, family, tried)))];
}

function suiteOf(run: TestRun, name: string, cases: readonly JunitCase[]): JunitSuite {
  const { plan, started_at: started, id } = run;
  return {
    name: `${plan.document.title}: ${name}`,
    timestamp: started,
    properties: [
      ['run', id],
      ['seed', plan.seed],
      ['server', plan.server_url],
    ],
    cases,
  };
}

function familyCases(run: TestRun, family: CheckFamily, tried: ReadonlySet<string>): JunitCase[] {
  const findings = run.findings.filter((finding) => finding.family === family);
  const found = new Set(findings.map(({ check }) => check));
  const passed = CHECKS.filter(({ id, family: of }) => of === family && tried.has(id) && !found.has(id));
  const groups = Map.groupBy(findings, ({ check, operation = 'the server' }) => `${check} ${operation}`);
  return [
    ...passed.map(({ id, title }) => ({ name: title, classname: `${family}.${id}` })),
    ...[...groups.values()].flatMap((group) => findingCase(group, run)),
  ];
}

/** What fails no run fails no case: it is told as its output. */
function findingCase(findings: readonly Finding[], { validation_mode: mode }: TestRun): JunitCase[] {
  const [first] = findings;
  if (first === undefined) return [];
  const { check, operation = 'the server', title, family } = first;
  const failing = findings.filter((finding) => failsRun(finding, mode));
  const telling = findings.filter((finding) => !failsRun(finding, mode));
  return [
    {
      name: `${operation}: ${title}`,
      classname: `${family}.${check}`,
      failure: failing[0] && { type: failing[0].severity, message: failing[0].message, details: details(failing) },
      output: telling.length === 0 ? undefined : details(telling),
    },
  ];
}

function details(findings: readonly Finding[]): string {
  return findings
    .map(({ message, case_id: caseId, seed, line, reproduce }) =>
      [
        message,
        `case ${caseId}, seed ${seed}${line === undefined ? '' : `, line ${line} of the document`}`,
        reproduce.curl,
      ].join('\n'),
    )
    .join('\n\n');
}

function unfinished({ status, reason = '' }: Pick<ReportedRun, 'status' | 'reason'>): JunitCase {
  return { name: `the run is ${status}`, classname: 'run', error: { type: status, message: reason, details: reason } };
}

function loadSuite(run: LoadRun): JunitSuite {
  const { result, document, server_url: url, started_at: started, duration_ms: ms, id, reason } = run;
  const why = result.saturated?.reasons.join(' ') ?? reason ?? '';
  const cases = result.thresholds.map(({ expression, value, passed }) => {
    const message = `${expression}: ${value ?? 'not measured'}`;
    const failure = passed ? undefined : { type: 'threshold', message, details: why };
    return { name: expression, classname: 'load.threshold', failure };
  });
  const isTold = run.status === 'passed' || cases.some(({ failure }) => failure !== undefined);
  return {
    name: `${document?.title ?? url}: load`,
    timestamp: started,
    seconds: ms / 1000,
    properties: [
      ['run', id],
      ['seed', result.seed],
      ['server', url],
    ],
    cases: isTold ? cases : [...cases, unfinished(run)],
  };
}
