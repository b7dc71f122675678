import type { Environment } from '@mockloop/runtime';
import type { RunSecurityTestInput } from '@mockloop/tools';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import type { SecurityFlags } from './add-test-commands.ts';
import { documentArgument } from './document-argument.ts';
import { printRun } from './print-run.ts';
import { readAuth } from './test-flags.ts';
import { openTestToolbox } from './test-toolbox.ts';
import { writeReports } from './write-reports.ts';

/** @returns The exit code: 1 unless the run passed. */
export async function runSecurity(document: string, flags: SecurityFlags, environment: Environment): Promise<number> {
  await using toolbox = openTestToolbox(flags, environment);
  const input: RunSecurityTestInput = {
    server_url: flags.server ?? '',
    api_spec: documentArgument(document),
    security_focus: namesIn(flags.focus),
    compliance_requirements: namesIn(flags.compliance) as RunSecurityTestInput['compliance_requirements'],
    upstream_url: flags.upstream,
    max_requests: flags.maxRequests,
    max_seconds: flags.maxSeconds,
    seed: flags.seed,
    session_id: flags.session,
    auth: await readAuth(flags),
  };
  const result = await callAtTerminal((call) => toolbox.call('run_security_test', input, call));
  const exitCode = printRun('run_security_test', result, flags);
  await writeReports(result.run_id, flags, toolbox);
  return exitCode;
}

function namesIn(text: string | undefined): string[] | undefined {
  return text?.split(',').flatMap((name) => name.trim() || []);
}
