import { CommanderError } from 'commander';
import { createProgram } from './create-program.ts';
import { describeFailure } from './describe-failure.ts';
import { readEnvironment } from './environment.ts';
import { complain, stopQuietlyOnClosedPipe } from './output.ts';

/**
 * Runs one command line.
 *
 * @returns The exit code: 0, or 1 when something is wrong with the command line or with what it was to work on.
 */
export async function main(args: readonly string[]): Promise<number> {
  const environment = readEnvironment();
  stopQuietlyOnClosedPipe();
  let exitCode = 0;
  const program = createProgram(environment, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what was wrong; it also throws after --help and --version, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    complain(describeFailure(error, environment.debug));
    return 1;
  }
}
