import type { Delay } from '@mockloop/scenarios';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Environment } from '../environment.ts';
import { LATENCY_HELP, parseLatency } from '../parse-latency.ts';
import { collect, parsePort } from '../parse-option.ts';

/** The flags of `mockloop mock`, as commander hands them on. What is absent was not given. */
export interface MockFlags {
  readonly config?: string;
  readonly port?: number;
  readonly host?: string;
  readonly adminPort?: number;
  readonly singlePort?: true;
  readonly dynamic?: true;
  readonly errors?: true;
  readonly seed?: string;
  readonly validate?: 'strict' | 'warn' | 'off';
  /** `false` for `--no-auth`. */
  readonly auth?: 'on' | 'strict' | false;
  readonly cors?: boolean;
  readonly latency?: Delay;
  readonly scenario?: readonly string[];
  readonly stateful?: true;
  readonly storageSeed?: string;
  /** `true`: in the default file. */
  readonly persist?: true | string;
  readonly handlers?: string;
  readonly webhookAllow?: readonly string[];
  readonly watch?: true;
  readonly db?: string;
  readonly durability?: 'batch' | 'request';
  readonly adminToken?: string;
  readonly remoteRefs?: true;
  readonly allowPrivateNetworks?: true;
  readonly json?: true;
}

export interface MockCommandOptions {
  /** Whether it is what the program does where no command is named. */
  readonly isDefault: boolean;
}

export function addMockCommand(
  program: Command,
  environment: Environment,
  { isDefault }: MockCommandOptions = { isDefault: false },
): void {
  const command = program
    .command('mock', { isDefault })
    .alias('serve')
    .helpOption('--help', 'Show this help')
    .description('Mock an API: answer every operation of its document')
    .argument('[document]', 'OpenAPI or Swagger document: a file or a URL (default: the one that mockloop.json names)')
    .option('--config <file>', 'configuration (default: mockloop.json or mockloop.config.ts); flags come before it');
  addPortFlags(command);
  addAnswerFlags(command);
  addBehaviourFlags(command);
  addLogFlags(command)
    .option('--watch', 'read the document again when it changes')
    .option('--remote-refs', 'follow references of the document to other servers')
    .option('--allow-private-networks', 'load from loopback and private networks too')
    .option('--json', 'print what listens where as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (document: string | undefined, flags: MockFlags) => {
      const { runMock } = await import('./run-mock.ts');
      await runMock({ source: document, flags, environment });
    });
}

function addPortFlags(command: Command): void {
  command
    .option('-p, --port <number>', 'port of the API (default: 8000, or the next free one)', parsePort)
    .option('-h, --host <address>', 'address to bind to (default: MOCKLOOP_HOST, else 127.0.0.1)')
    .option(
      '--admin-port <number>',
      'port of the admin API (default: the API port + 1, or the next free one)',
      parsePort,
    )
    .option('--single-port', 'serve the admin API under /admin of the API port')
    .option('--admin-token <token>', 'bearer token of the admin API (default: MOCKLOOP_ADMIN_TOKEN)');
}

function addAnswerFlags(command: Command): void {
  command
    .option('-d, --dynamic', 'generate every answer from its schema instead of serving examples')
    .option('--seed <text>', 'what generated values are drawn from: same seed, same answers')
    .option('--errors', 'refuse invalid requests with problem details, also where the document has a response for them')
    .addOption(
      new Option('--validate <how>', 'check requests: refuse, only report, or not at all (default: strict)').choices([
        'strict',
        'warn',
        'off',
      ]),
    )
    .addOption(
      new Option('--auth <how>', 'accept any well-formed credentials, or only those shown at the start').choices([
        'on',
        'strict',
      ]),
    )
    .option('--no-auth', 'check no credentials')
    .option('--cors', 'let pages of other origins call the mock (default: yes)')
    .option('--no-cors', 'do not');
}

function addBehaviourFlags(command: Command): void {
  command
    .option('--stateful', 'keep what is posted: what was created can be read, listed, changed and deleted')
    .option('--storage-seed <file>', 'what collections begin with: a JSON or YAML file (default: examples); --stateful')
    .option('--persist [file]', 'keep what is stored over a restart (default: a file in MOCKLOOP_HOME); --stateful')
    .option('--latency <how>', `hold every answer back, in milliseconds: ${LATENCY_HELP}`, latency)
    .option(
      '--scenario <file>',
      'deploy a scenario file or a scenario-pack:// address; the first is in force (repeatable)',
      collect,
    )
    .option('--handlers <folder>', 'answer operations with the code in this folder, read again when it changes')
    .option(
      '--webhook-allow <host>',
      'let webhooks and callbacks go to this host, origin or network, beside loopback (repeatable)',
      collect,
    );
}

function addLogFlags(command: Command): Command {
  return command
    .option('--db <url>', 'database of the log (default: MOCKLOOP_DATABASE_URL, else mockloop.db in MOCKLOOP_HOME)')
    .addOption(
      new Option('--durability <when>', 'write the log in batches, or before each answer (default: batch)').choices([
        'batch',
        'request',
      ]),
    );
}

function latency(text: string): Delay {
  const delay = parseLatency(text);
  if (delay === undefined) throw new InvalidArgumentError(`Expected milliseconds: ${LATENCY_HELP}.`);
  return delay;
}

const EXAMPLES = `
Examples:
  $ mockloop mock openapi.yaml
  $ mockloop mock openapi.yaml --port 4010 --dynamic --seed demo
  $ mockloop mock openapi.yaml --watch --auth strict
  $ mockloop mock openapi.yaml --latency normal:200,50 --scenario outage.json
  $ mockloop mock openapi.yaml --stateful --storage-seed shop.json --persist
  $ mockloop mock openapi.yaml --handlers handlers
  $ mockloop mock --config ci/mockloop.json
`;
