import { type Command, Option } from 'commander';
import type { Environment } from '../environment.ts';
import { parsePort } from '../parse-option.ts';

/** The flags of `mockloop mock`, as commander hands them on. */
export interface MockFlags {
  readonly port?: number;
  readonly host: string;
  readonly adminPort?: number;
  readonly singlePort?: true;
  readonly dynamic?: true;
  readonly errors?: true;
  readonly seed?: string;
  readonly validate: 'strict' | 'warn' | 'off';
  /** `false` for `--no-auth`. */
  readonly auth?: 'on' | 'strict' | false;
  readonly cors: boolean;
  readonly watch?: true;
  readonly db: string;
  readonly durability: 'batch' | 'request';
  readonly adminToken?: string;
  readonly remoteRefs?: true;
  readonly allowPrivateNetworks?: true;
  readonly json?: true;
}

export function addMockCommand(program: Command, environment: Environment): void {
  program
    .command('mock')
    .alias('serve')
    .description('Mock an API: answer every operation of its document')
    .argument('<document>', 'OpenAPI or Swagger document: a file or a URL')
    .option('-p, --port <number>', 'port of the API (default: 8000, or the next free one)', parsePort)
    .option('-h, --host <address>', 'address to bind to', environment.host ?? '127.0.0.1')
    .option(
      '--admin-port <number>',
      'port of the admin API (default: the API port + 1, or the next free one)',
      parsePort,
    )
    .option('--single-port', 'serve the admin API under /admin of the API port')
    .option('-d, --dynamic', 'generate every answer from its schema instead of serving examples')
    .option('--seed <text>', 'what generated values are drawn from: same seed, same answers')
    .option('--errors', 'refuse invalid requests with problem details, also where the document has a response for them')
    .addOption(
      new Option('--validate <how>', 'check requests: refuse, only report, or not at all')
        .choices(['strict', 'warn', 'off'])
        .default('strict'),
    )
    .addOption(
      new Option('--auth <how>', 'accept any well-formed credentials, or only those shown at the start').choices([
        'on',
        'strict',
      ]),
    )
    .option('--no-auth', 'check no credentials')
    .option('--cors', 'let pages of other origins call the mock', true)
    .option('--no-cors', 'do not')
    .option('--watch', 'read the document again when it changes')
    .option('--db <url>', 'database of the log', environment.databaseUrl)
    .addOption(
      new Option('--durability <when>', 'write the log in batches, or before each answer')
        .choices(['batch', 'request'])
        .default('batch'),
    )
    .option('--admin-token <token>', 'bearer token of the admin API (default: MOCKLOOP_ADMIN_TOKEN)')
    .option('--remote-refs', 'follow references of the document to other servers')
    .option('--allow-private-networks', 'load from loopback and private networks too')
    .option('--json', 'print what listens where as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (document: string, flags: MockFlags) => {
      const { runMock } = await import('./run-mock.ts');
      await runMock(document, flags, environment);
    });
}

const EXAMPLES = `
Examples:
  $ mockloop mock openapi.yaml
  $ mockloop mock openapi.yaml --port 4010 --dynamic --seed demo
  $ mockloop mock openapi.yaml --watch --auth strict
`;
