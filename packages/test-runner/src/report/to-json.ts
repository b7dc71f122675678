import type { LoadRun } from '../model/load-run.ts';
import type { TestRun } from '../model/test-run.ts';
import type { ReportedRun, ReportOptions } from './write-report.ts';

/**
 * Runs as they are stored, in a report as `run.schema.json` has it. A summary leaves out what is long: of tests all but the causes, of
 * load the series.
 */
export function toJson(runs: readonly ReportedRun[], { detail }: Pick<ReportOptions, 'detail'>): string {
  const written =
    detail === 'summary' ? runs.map((run) => (run.kind === 'load' ? loadSummary(run) : testSummary(run))) : runs;
  return `${JSON.stringify({ format: 'mockloop-report/1', runs: written }, undefined, 2)}\n`;
}

function testSummary(run: TestRun): Partial<TestRun> {
  const { findings: _findings, suspicions: _suspicions, cases: _cases, knowledge: _knowledge, ...summary } = run;
  return summary;
}

function loadSummary({ result, ...run }: LoadRun): object {
  const { series: _series, ...figures } = result;
  return { ...run, result: figures };
}
