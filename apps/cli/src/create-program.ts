import { addMockCommand, type Environment } from '@mockloop/runtime';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addAnalyzeCommand } from './analyze/add-analyze-command.ts';
import { addBackgroundCommands } from './background/add-background-commands.ts';
import { addCallCommand } from './call/add-call-command.ts';
import { addCompletionCommand } from './completion/add-completion-command.ts';
import { addGenerateCommand } from './generate/add-generate-command.ts';
import { addLogsCommand } from './logs/add-logs-command.ts';
import { addMcpCommand } from './mcp/add-mcp-command.ts';
import { addScenarioCommand } from './scenario/add-scenario-command.ts';
import { addTestCommands } from './testing/add-test-commands.ts';
import { addValidateCommand } from './validate/add-validate-command.ts';

/** Where a command says how the process is to end, where that is not with 0. */
export type SetExitCode = (code: number) => void;

/** All commands and flags. What a command does is loaded when it is called. */
export function createProgram(environment: Environment, setExitCode: SetExitCode): Command {
  const program = new Command('mockloop')
    .description(
      'Mocks any OpenAPI or Swagger document: answers every operation, checks requests, remembers what it saw.',
    )
    .version(packageJson.version, '--version', 'Show the version')
    .helpOption('--help', 'Show this help')
    .helpCommand(false)
    .showHelpAfterError('Try: mockloop --help')
    .exitOverride();
  addMockCommand(program, environment);
  addGenerateCommand(program, environment);
  addBackgroundCommands(program, environment);
  addLogsCommand(program, environment);
  addAnalyzeCommand(program, environment);
  addValidateCommand(program, setExitCode);
  addScenarioCommand(program, environment, setExitCode);
  addTestCommands(program, environment, setExitCode);
  addMcpCommand(program);
  addCallCommand(program, environment);
  addCompletionCommand(program, environment);
  for (const command of program.commands) pointToOwnHelp(command, `mockloop ${command.name()}`);
  // Behind the commands, which would inherit it: only here does a document alone mean that it is to be mocked.
  program.configureOutput({ outputError: (text, write) => write(text + hintAt(text)) });
  return program.addHelpText('after', ENVIRONMENT_HELP);
}

/** Who has a flag of a command wrong looks for the flags of that command. */
function pointToOwnHelp(command: Command, called: string): void {
  command.showHelpAfterError(`Try: ${called} --help`);
  for (const inner of command.commands) pointToOwnHelp(inner, `${called} ${inner.name()}`);
}

function hintAt(complaint: string): string {
  const [, document] = /^error: unknown command '(https?:\/\/.+|.+\.(?:ya?ml|json))'/i.exec(complaint) ?? [];
  return document === undefined ? '' : `(Did you mean mockloop mock ${document}?)\n`;
}

const ENVIRONMENT_HELP = `
Examples:
  $ mockloop mock openapi.yaml
  $ mockloop generate openapi.yaml --start
  $ mockloop logs --status 4xx --follow
  $ mockloop analyze --group-by endpoint
  $ mockloop validate openapi.yaml
  $ mockloop scenario deploy outage.json --activate
  $ mockloop test openapi.yaml --server http://127.0.0.1:8000

Environment:
  MOCKLOOP_HOME          folder of the log and other state (default: .mockloop)
  MOCKLOOP_DATABASE_URL  the log's database (default: mockloop.db in that folder)
  MOCKLOOP_HOST          address that mock binds to (default: 127.0.0.1)
  MOCKLOOP_ADMIN_TOKEN   bearer token of the admin API
  MOCKLOOP_ADMIN_HOSTS   hosts beside this machine and --server that it may be sent to, with commas between
  MOCKLOOP_TEST_HOSTS    hosts beside this machine that may be tested, with commas between
  MOCKLOOP_DEBUG=1       show where in MockLoop an error was thrown
  NO_COLOR               print without colours
`;
