import { type Environment, print, printable, printJson } from '@mockloop/runtime';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import { openToolbox } from '../tools/open-toolbox.ts';
import type { StopFlags } from './add-background-commands.ts';

/** Stops a mock and says what is left of it. */
export async function runStop(mock: string, flags: StopFlags, environment: Environment): Promise<void> {
  const server = /^https?:\/\//i.test(mock) ? mock : undefined;
  await using toolbox = openToolbox(environment, { ...flags, server });
  const which = server === undefined ? { mock_name: mock } : { server_url: server };
  const result = await callAtTerminal((call) =>
    toolbox.call('stop_mock_server', { ...which, force: flags.force }, call),
  );
  if (flags.json) return printJson(result);
  const { stopped, requests_served: served, database_url: database } = result;
  const count = served === undefined ? '' : ` after ${served} ${served === 1 ? 'request' : 'requests'}`;
  print(`Stopped ${printable(stopped)}${count}.`);
  if (database !== undefined) print(`  Its log is kept in ${printable(database)}`);
}
