import type { Environment } from '@mockloop/runtime';
import type { Command } from 'commander';
import type { SetExitCode } from '../create-program.ts';

/** Which mock to talk to. */
export interface ServerFlags {
  readonly server: string;
  readonly adminToken?: string;
  readonly world?: string;
  readonly json?: true;
}

export interface DocumentFlags {
  readonly document?: string;
  readonly remoteRefs?: true;
  readonly allowPrivateNetworks?: true;
}

export interface ValidateScenarioFlags extends DocumentFlags {
  readonly strict?: true;
  readonly json?: true;
}

export interface DeployFlags extends ServerFlags {
  readonly replace?: true;
  readonly activate?: true;
}

export interface SwitchFlags extends ServerFlags {
  readonly off?: true;
}

export interface PacksFlags {
  readonly category?: string;
  readonly tag?: string;
  readonly search?: string;
  readonly json?: true;
}

/** `mockloop scenario`, with a command for each thing that can be done with scenarios. */
export function addScenarioCommand(program: Command, environment: Environment, setExitCode: SetExitCode): void {
  const scenario = program
    .command('scenario')
    .description('Check scenarios, give them to a mock that runs, and switch between them')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES);
  addValidate(scenario, setExitCode);
  addDeploy(scenario, environment);
  addSwitch(scenario, environment);
  addList(scenario, environment);
  addPacks(scenario);
}

const SOURCES = 'scenario files (JSON, either shape), or scenario-pack:// addresses';

function addValidate(scenario: Command, setExitCode: SetExitCode): void {
  scenario
    .command('validate')
    .description('Say what of scenarios is wrong, where, and what to do about it. Exits with 1 on errors')
    .argument('<scenario...>', SOURCES)
    .option('--document <document>', 'the document that they are for: its operations are looked up')
    .option('--strict', 'take warnings for errors')
    .option('--remote-refs', 'follow references of the document to other servers')
    .option('--allow-private-networks', 'load from loopback and private networks too')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  $ mockloop scenario validate outage.json --document openapi.yaml\n')
    .action(async (sources: readonly string[], flags: ValidateScenarioFlags) => {
      const { runValidateScenario } = await import('./run-validate-scenario.ts');
      setExitCode(await runValidateScenario(sources, flags));
    });
}

function addDeploy(scenario: Command, environment: Environment): void {
  const command = scenario
    .command('deploy')
    .description('Give scenarios to a mock. They change nothing until one is put in force')
    .argument('<scenario...>', `${SOURCES}; one scenario of a pack: scenario-pack://category/pack#name`);
  addServerFlags(command)
    .option('--replace', 'replace scenarios of the same names')
    .option('--activate', 'put the first one in force')
    .addHelpText('after', DEPLOY_EXAMPLES)
    .action(async (sources: readonly string[], flags: DeployFlags) => {
      const { runDeploy } = await import('./run-deploy.ts');
      await runDeploy(sources, flags, environment);
    });
}

function addSwitch(scenario: Command, environment: Environment): void {
  const command = scenario
    .command('switch')
    .description('Put a deployed scenario in force, from its beginning')
    .argument('[name]', 'its name');
  addServerFlags(command)
    .option('--off', 'instead: put none in force')
    .addHelpText(
      'after',
      '\nExamples:\n  $ mockloop scenario switch outage\n  $ mockloop scenario switch --off --world checkout-tests\n',
    )
    .action(async (name: string | undefined, flags: SwitchFlags) => {
      const { runSwitch } = await import('./run-switch.ts');
      await runSwitch(name, flags, environment);
    });
}

function addList(scenario: Command, environment: Environment): void {
  const command = scenario.command('list').description('Show which scenarios a mock has, and which is in force');
  addServerFlags(command)
    .addHelpText('after', '\nExamples:\n  $ mockloop scenario list --server http://127.0.0.1:8000 --json\n')
    .action(async (flags: ServerFlags) => {
      const { runList } = await import('./run-list.ts');
      await runList(flags, environment);
    });
}

function addPacks(scenario: Command): void {
  scenario
    .command('packs')
    .description('Show the packs: scenarios that are made for whatever document a mock serves')
    .option('--category <category>', 'only those of a category, e.g. error-simulation')
    .option('--tag <tag>', 'only those with a tag')
    .option('--search <words>', 'only those that are about all of these words')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  $ mockloop scenario packs --search timeout\n')
    .action(async (flags: PacksFlags) => {
      const { runPacks } = await import('./run-packs.ts');
      runPacks(flags);
    });
}

function addServerFlags(command: Command): Command {
  return command
    .option('--server <url>', 'the mock, by either of its ports', 'http://127.0.0.1:8000')
    .option('--admin-token <token>', 'bearer token of the admin API (default: MOCKLOOP_ADMIN_TOKEN)')
    .option('--world <id>', 'the world whose behaviour it is (default: that of requests that name none)')
    .option('--json', 'print JSON');
}

const DEPLOY_EXAMPLES = `
Examples:
  $ mockloop scenario deploy outage.json --activate
  $ mockloop scenario deploy scenario-pack://error-simulation/5xx-server-errors --world checkout-tests
`;

const EXAMPLES = `
Examples:
  $ mockloop scenario packs
  $ mockloop scenario validate outage.json --document openapi.yaml
  $ mockloop scenario deploy outage.json --activate
  $ mockloop scenario switch --off
`;
