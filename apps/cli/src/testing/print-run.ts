import { print, printable, printJson, styled } from '@mockloop/runtime';
import { findTool, type RunDigest, toolText } from '@mockloop/tools';
import type { TestFlags } from './test-flags.ts';

/**
 * Prints what a run came to.
 *
 * @returns The exit code: 1 unless it passed.
 */
export function printRun(tool: string, result: RunDigest, { json }: Pick<TestFlags, 'json'>): number {
  const isPassed = result.verdict === 'passed';
  if (json) printJson(result);
  else {
    for (const line of toolText(findTool(tool), result).split('\n')) print(printable(line));
    print();
    print(styled(isPassed ? 'green' : 'red', isPassed ? 'Passed.' : `Not passed: ${result.verdict}.`));
  }
  return isPassed ? 0 : 1;
}
