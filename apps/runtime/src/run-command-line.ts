import { type Command, CommanderError } from 'commander';
import { describeFailure } from './describe-failure.ts';
import type { Environment } from './environment.ts';
import { complain, stopQuietlyOnClosedPipe } from './output.ts';
import { tellParent } from './parent.ts';

/**
 * Runs one command line; what goes wrong is printed.
 *
 * @returns The exit code: 0, or 1 when something is wrong with the command line or with what it was to work on.
 */
export async function runCommandLine(
  program: Command,
  args: readonly string[],
  { debug }: Pick<Environment, 'debug'>,
): Promise<0 | 1> {
  stopQuietlyOnClosedPipe();
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said what was wrong; it also throws after --help and --version, with 0.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const message = error instanceof CommanderError ? error.message : describeFailure(error, debug);
    if (!(error instanceof CommanderError)) complain(message);
    await tellParent({ type: 'failed', message });
    return 1;
  }
}
