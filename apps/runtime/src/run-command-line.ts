import type { Command, CommanderError } from 'commander';
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
    const message = isSaidByCommander(error) ? error.message : describeFailure(error, debug);
    // It also throws after --help and --version, with 0.
    if (isSaidByCommander(error) && error.exitCode === 0) return 0;
    if (!isSaidByCommander(error)) complain(message);
    await tellParent({ type: 'failed', message });
    return 1;
  }
}

/** Told by its code: whoever brings the program may bring a commander of its own, with a class of its own. */
function isSaidByCommander(error: unknown): error is CommanderError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}
