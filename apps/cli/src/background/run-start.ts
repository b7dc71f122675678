import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Environment, onSignal, print, printable, printJson, styled } from '@mockloop/runtime';
import type { StartMockServerResult, Toolbox } from '@mockloop/tools';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import { openToolbox } from '../tools/open-toolbox.ts';
import type { StartFlags } from './add-background-commands.ts';

/** Starts a mock in the background and says where it listens; attached, it stays until it is told to end. */
export async function runStart(mock: string, flags: StartFlags, environment: Environment): Promise<void> {
  const { workspace, name } = placeOf(mock);
  await using toolbox = openToolbox(environment, flags, workspace);
  const result = await callAtTerminal((call) =>
    toolbox.call(
      'start_mock_server',
      {
        mock_name: name,
        port: flags.port,
        admin_port: flags.adminPort,
        detached_mode: flags.attached !== true,
        runtime: flags.runtime,
      },
      call,
    ),
  );
  if (flags.json) printJson(result);
  else printResult(result);
  if (flags.attached) await untilToldToEnd(toolbox);
}

/** A path at a shell may lead anywhere; a name is one of the generated mocks of the working directory. */
function placeOf(mock: string): { workspace: string; name: string } {
  const here = process.cwd();
  const file = path.resolve(mock);
  const isInside = !path.relative(here, file).startsWith('..') && !path.isAbsolute(path.relative(here, file));
  if (isInside || !existsSync(file)) return { workspace: here, name: mock };
  return { workspace: path.dirname(file), name: `./${path.basename(file)}` };
}

function printResult({
  name,
  already_running: ranBefore,
  url,
  admin_url,
  pid,
  log_file,
  started_at,
}: StartMockServerResult): void {
  print(`MockLoop is listening on ${styled('bold', url)}`);
  print();
  if (ranBefore)
    print(`  It has been running since ${started_at}. mockloop stop ${printable(name)} first for a fresh one.`);
  const rows: [string, string | undefined][] = [
    ['Name', printable(name)],
    ['Admin', admin_url],
    ['Docs', `${url}/docs`],
    ['Process', pid?.toString()],
    ['Output', log_file],
    ['Stop', `mockloop stop ${printable(name)}`],
  ];
  for (const [title, value] of rows) if (value !== undefined) print(`  ${title.padEnd(7)}  ${value}`);
}

async function untilToldToEnd(toolbox: Toolbox): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  onSignal(resolve);
  // A process that only waits for a signal has nothing that keeps it.
  const keep = setInterval(() => undefined, 2 ** 30);
  await promise;
  clearInterval(keep);
  await toolbox.close();
}
