import { type Environment, print } from '@mockloop/runtime';
import type { LoadStageArgument, RunLoadTestInput } from '@mockloop/tools';
import { flagText, tryParse } from '../call/flag-text.ts';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import type { LoadFlags } from './add-test-commands.ts';
import { documentArgument } from './document-argument.ts';
import { printRun } from './print-run.ts';
import { readAuth } from './test-flags.ts';
import { openTestToolbox } from './test-toolbox.ts';
import { writeReports } from './write-reports.ts';

/** @returns The exit code: 1 unless the run passed. */
export async function runLoad(document: string, flags: LoadFlags, environment: Environment): Promise<number> {
  await using toolbox = openTestToolbox(flags, environment);
  const input: RunLoadTestInput = {
    server_url: flags.server ?? '',
    openapi_spec: documentArgument(document),
    target_load: flags.rate,
    concurrent_users: flags.users,
    duration_seconds: flags.duration,
    ramp_up_time: flags.rampUp,
    operations: flags.operation,
    thresholds: flags.threshold,
    stages: await readStages(flags.stages),
    find_limit_up_to: flags.findLimit,
    apdex_ms: flags.apdex,
    seed: flags.seed,
    session_id: flags.session,
    auth: await readAuth(flags),
    export_format: flags.export as RunLoadTestInput['export_format'],
  };
  const result = await callAtTerminal((call) => toolbox.call('run_load_test', input, call));
  if (result.exported !== undefined) {
    print(result.exported);
    return 0;
  }
  const exitCode = printRun('run_load_test', result, flags);
  await writeReports(result.run_id, flags, toolbox);
  return exitCode;
}

async function readStages(text: string | undefined): Promise<readonly LoadStageArgument[] | undefined> {
  if (text === undefined) return undefined;
  const stages = tryParse(await flagText(text));
  // The tool checks what is in it.
  if (Array.isArray(stages)) return stages as LoadStageArgument[];
  throw new Error('--stages takes a JSON array, e.g. \'[{"type": "ramp", "rate": 200, "duration_seconds": 30}]\'.');
}
