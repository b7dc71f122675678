import { readEnvironment, runCommandLine } from '@mockloop/runtime';
import { createProgram } from './create-program.ts';

/**
 * Runs one command line.
 *
 * @returns The exit code: 0, or 1 when something is wrong with the command line or with what it was to work on.
 */
export async function main(args: readonly string[]): Promise<number> {
  const environment = readEnvironment();
  let exitCode = 0;
  const program = createProgram(environment, (code) => {
    exitCode = code;
  });
  return (await runCommandLine(program, args, environment)) || exitCode;
}
