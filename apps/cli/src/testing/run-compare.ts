import { type Environment, print, printable, printJson } from '@mockloop/runtime';
import { findTool, toolText } from '@mockloop/tools';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import { openToolbox } from '../tools/open-toolbox.ts';
import { readRun } from './read-run.ts';

/** @returns The exit code: 1 for a regression. */
export async function runCompare(
  [baseline, comparison]: readonly [string, string],
  { json }: { readonly json?: true },
  environment: Environment,
): Promise<number> {
  await using toolbox = openToolbox(environment);
  const input = { baseline_results: await readRun(baseline), comparison_results: await readRun(comparison) };
  const result = await callAtTerminal((call) => toolbox.call('compare_test_runs', input, call));
  if (json) printJson(result);
  else for (const line of toolText(findTool('compare_test_runs'), result).split('\n')) print(printable(line));
  return result.verdict === 'regression' ? 1 : 0;
}
