import path from 'node:path';
import { complain, type Environment, printable } from '@mockloop/runtime';
import { createToolbox, type Toolbox } from '@mockloop/tools';

export interface ToolboxFlags {
  readonly adminToken?: string;
  /** The mock that was named at the shell: its host may have the token. */
  readonly server?: string | undefined;
  /** Other machines that may be tested. */
  readonly testHosts?: readonly string[] | undefined;
  readonly allowPrivateNetworks?: true;
}

/**
 * The tools as this process calls them: they write to the working directory, or to another folder that was named.
 *
 * @param workspace Absolute.
 */
export function openToolbox(
  environment: Environment,
  flags: ToolboxFlags = {},
  workspace: string = process.cwd(),
): Toolbox {
  return createToolbox({
    workspace,
    home: path.resolve(environment.home),
    adminToken: flags.adminToken ?? environment.adminToken,
    adminHosts: [...(environment.adminHosts ?? []), ...(flags.server === undefined ? [] : [flags.server])],
    testHosts: [...(environment.testHosts ?? []), ...(flags.testHosts ?? [])],
    allowPrivateNetworks: flags.allowPrivateNetworks,
    log: (message) => complain(printable(message)),
  });
}
