import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { readEnvironment } from './environment.ts';
import { addMockCommand } from './mock/add-mock-command.ts';
import { runCommandLine } from './run-command-line.ts';

/**
 * Runs a mock until the process, or its admin API, is told to stop: what `mockloop mock` does.
 *
 * @param argv The arguments of `mockloop mock`, e.g. `['openapi.yaml', '--port', '4010']`.
 * @returns The exit code: 0, or 1 when it could not start; stderr then says why.
 */
export async function run(argv: readonly string[]): Promise<number> {
  const environment = readEnvironment();
  const program = new Command('mockloop-mock')
    .version(packageJson.version, '--version', 'Show the version')
    // Help is that of the mock: there is no other command.
    .helpOption(false)
    .helpCommand(false)
    .showHelpAfterError('Try: --help')
    .exitOverride();
  addMockCommand(program, environment, { isDefault: true });
  return runCommandLine(program, argv, environment);
}
