import { type Environment, parsePort } from '@mockloop/runtime';
import { type Command, InvalidArgumentError, Option } from 'commander';

export interface StartFlags {
  readonly port?: number;
  readonly adminPort?: number;
  readonly attached?: true;
  readonly runtime?: 'process' | 'docker';
  readonly allowPrivateNetworks?: true;
  readonly json?: true;
}

export interface StopFlags {
  readonly force?: true;
  readonly adminToken?: string;
  readonly json?: true;
}

export interface ListFlags {
  readonly ports?: readonly number[];
  readonly adminToken?: string;
  readonly json?: true;
}

/** `mockloop start`, `stop` and `list`: mocks that run in the background. */
export function addBackgroundCommands(program: Command, environment: Environment): void {
  addStart(program, environment);
  addStop(program, environment);
  addList(program, environment);
}

function addStart(program: Command, environment: Environment): void {
  program
    .command('start')
    .description('Start a mock in the background, and return when it answers')
    .argument('<mock>', 'a generated mock by its name or folder, or an API document: a file or a URL')
    .option(
      '-p, --port <number>',
      'port of the API (default: that of the project, else 8000 or the next free one)',
      parsePort,
    )
    .option(
      '--admin-port <number>',
      'port of the admin API (default: that of the project, else the API port + 1)',
      parsePort,
    )
    .option('--attached', 'stay, and end it with Ctrl-C')
    .addOption(
      new Option('--runtime <how>', 'as a process, or in Docker (default: process)').choices(['process', 'docker']),
    )
    .option('--allow-private-networks', 'load from loopback and private networks too')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ mockloop start petstore\n  $ mockloop start openapi.yaml --port 4010\n  $ mockloop start generated_mocks/petstore --runtime docker\n',
    )
    .action(async (mock: string, flags: StartFlags) => {
      const { runStart } = await import('./run-start.ts');
      await runStart(mock, flags, environment);
    });
}

function addStop(program: Command, environment: Environment): void {
  program
    .command('stop')
    .description('Stop a mock and wait until it is gone')
    .argument('<mock>', 'its name, or the URL of either of its ports')
    .option('--force', 'kill it if it does not end by itself; what it has not written is lost')
    .option('--admin-token <token>', 'bearer token of the admin API (default: MOCKLOOP_ADMIN_TOKEN)')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  $ mockloop stop petstore\n  $ mockloop stop http://127.0.0.1:8000\n')
    .action(async (mock: string, flags: StopFlags) => {
      const { runStop } = await import('./run-stop.ts');
      await runStop(mock, flags, environment);
    });
}

function addList(program: Command, environment: Environment): void {
  program
    .command('list')
    .description('Show the mocks of this machine: those that run, and generated ones that do not')
    .option('--ports <list>', 'ports to look at, beside those of mocks that are known: 8000-8010,9000', parsePorts)
    .option('--admin-token <token>', 'bearer token of the admin API (default: MOCKLOOP_ADMIN_TOKEN)')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  $ mockloop list\n  $ mockloop list --ports 4000-4020 --json\n')
    .action(async (flags: ListFlags) => {
      const { runList } = await import('./run-list.ts');
      await runList(flags, environment);
    });
}

const MOST_PORTS = 1_000;

function parsePorts(text: string): number[] {
  const ports = text.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map((number) => parsePort(number.trim()));
    if (first === undefined || last === undefined || part.split('-').length > 2 || last < first)
      throw new InvalidArgumentError('Expected ports: 8000-8010,9000.');
    return Array.from({ length: Math.min(last - first, MOST_PORTS) + 1 }, (_, index) => first + index);
  });
  if (ports.length > MOST_PORTS) throw new InvalidArgumentError(`Expected ${MOST_PORTS} ports at most.`);
  return ports;
}
