import { type Environment, parsePort } from '@mockloop/runtime';
import { type Command, Option } from 'commander';

/** The flags of `mockloop generate`, as commander hands them on. What is absent was not given. */
export interface GenerateFlags {
  readonly out?: string;
  readonly port?: number;
  readonly adminPort?: number;
  readonly auth?: false;
  readonly webhooks?: false;
  readonly adminUi?: false;
  readonly storage?: false;
  readonly runtime?: 'bundled' | 'package';
  readonly start?: true;
  readonly allowPrivateNetworks?: true;
  readonly json?: true;
}

export function addGenerateCommand(program: Command, environment: Environment): void {
  program
    .command('generate')
    .description('Write a mock project that can be edited, kept in git, and run by mockloop, npm or Docker')
    .argument('<document>', 'OpenAPI or Swagger document: a file or a URL')
    .option('--out <folder>', 'where to write it (default: generated_mocks/<title of the API>)')
    .option('-p, --port <number>', 'port of the API (default: 8000)', parsePort)
    .option('--admin-port <number>', 'port of the admin API (default: the API port + 1)', parsePort)
    .option('--no-auth', 'check no credentials')
    .option('--no-webhooks', 'send no webhooks and callbacks')
    .option('--no-admin-ui', 'serve no pages for people on the admin port')
    .option('--no-storage', 'keep nothing of what is posted')
    .addOption(
      new Option('--runtime <how>', 'carry the mock itself, or depend on its npm package (default: bundled)').choices([
        'bundled',
        'package',
      ]),
    )
    .option('--start', 'start it, too')
    .option('--allow-private-networks', 'load from loopback and private networks too')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (document: string, flags: GenerateFlags) => {
      const { runGenerate } = await import('./run-generate.ts');
      await runGenerate(document, flags, environment);
    });
}

const EXAMPLES = `
A project that is there is brought up to date: handlers, settings and files that you changed stay as they are.

Examples:
  $ mockloop generate openapi.yaml
  $ mockloop generate openapi.yaml --out mocks/shop --port 4010 --no-auth
  $ mockloop generate openapi.yaml --start
`;
