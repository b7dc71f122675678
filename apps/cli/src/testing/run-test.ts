import { type Environment, printJson } from '@mockloop/runtime';
import type { ExecuteTestPlanInput } from '@mockloop/tools';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import type { FunctionalFlags } from './add-test-commands.ts';
import { documentArgument } from './document-argument.ts';
import { printRun } from './print-run.ts';
import { readAuth } from './test-flags.ts';
import { openTestToolbox } from './test-toolbox.ts';
import { writeReports } from './write-reports.ts';

/** @returns The exit code: 1 unless the run passed. */
export async function runTest(document: string, flags: FunctionalFlags, environment: Environment): Promise<number> {
  await using toolbox = openTestToolbox(flags, environment);
  const input: ExecuteTestPlanInput = {
    server_url: flags.server ?? '',
    openapi_spec: documentArgument(document),
    test_focus: flags.focus as ExecuteTestPlanInput['test_focus'],
    mode: flags.mode as ExecuteTestPlanInput['mode'],
    live_url: flags.live,
    validation_mode: flags.failOn as ExecuteTestPlanInput['validation_mode'],
    max_requests: flags.maxRequests,
    max_seconds: flags.maxSeconds,
    seed: flags.seed,
    session_id: flags.session,
    auth: await readAuth(flags),
    execute_immediately: flags.plan !== true,
  };
  const result = await callAtTerminal((call) => toolbox.call('execute_test_plan', input, call));
  if (flags.plan) {
    printJson(result.test_plan);
    return 0;
  }
  const exitCode = printRun('execute_test_plan', result, flags);
  await writeReports(result.run_id, flags, toolbox);
  return exitCode;
}
