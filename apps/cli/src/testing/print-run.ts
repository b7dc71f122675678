import { print, printable, printJson, styled } from '@mockloop/runtime';
import { findTool, type RunDigest, toolText } from '@mockloop/tools';
import type { TestFlags } from './test-flags.ts';

/** Lines for models: tool calls, and addresses of resources. */
const FOR_MODELS = /^(Next: |All of it: )/;

/**
 * Prints what a run came to.
 *
 * @returns The exit code: 1 unless it passed.
 */
export function printRun(tool: string, result: RunDigest, { json }: Pick<TestFlags, 'json'>): number {
  const isPassed = result.verdict === 'passed';
  if (json) printJson(result);
  else {
    const lines = toolText(findTool(tool), result).split('\n');
    for (const line of lines.filter((one) => !FOR_MODELS.test(one))) print(printable(line));
    print();
    print(styled(isPassed ? 'green' : 'red', isPassed ? 'Passed.' : `Not passed: ${result.verdict}.`));
    for (const line of nextCommands(result)) print(printable(line));
  }
  return isPassed ? 0 : 1;
}

function nextCommands({ run_id: id, server_url: server, clusters: [first] }: RunDigest): string[] {
  const report = `  mockloop report ${id} --format html --out report.html`;
  if (first === undefined) return [report];
  return [
    `  mockloop call run_test_iteration --server_url ${server} --run_id ${id} --case_id ${first.case_id}`,
    report,
  ];
}
