import type { Writable } from 'node:stream';
import { serveMcp } from '@mockloop/mcp-server/serve';
import { readServeFlags, type ServeFlagValues, serveEnvironment, serveFlags } from '@mockloop/mcp-server/serve-flags';
import { MockLoopError } from '@mockloop/tools/mockloop-error';
import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { onSignal } from './on-signal.ts';

/**
 * Serves MCP until the client has gone or a signal comes.
 *
 * @param stdout What may write to the stream of this name: it belongs to the protocol.
 * @returns The exit code: 0, or 1 where it could not start.
 */
export async function main(args: readonly string[], stdout: Writable): Promise<number> {
  const complain = (line: string): void => void process.stderr.write(`${line}\n`);
  const program = createProgram((text) => void stdout.write(text));
  try {
    program.parse([...args], { from: 'user' });
    const options = readServeFlags(program.opts<ServeFlagValues>(), { env: process.env, cwd: process.cwd() });
    const running = await serveMcp(options, { stdin: process.stdin, stdout, log: complain });
    onSignal(() => running.close());
    await running.closed;
    return 0;
  } catch (error) {
    // Commander has said what was wrong; it also throws after --help and --version, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    complain(describe(error));
    return 1;
  }
}

/** What tools say is for those who call them; of anything else, those who are to mend it may want to know where it was. */
function describe(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return `error: ${error instanceof MockLoopError || process.env.MOCKLOOP_DEBUG !== '1' ? message : stack}`;
}

function createProgram(writeOut: (text: string) => void): Command {
  const program = new Command('mockloop-mcp')
    .description('The MCP server of MockLoop: mocks any OpenAPI or Swagger document for AI agents.')
    .version(packageJson.version, '--version', 'Show the version')
    .helpOption('--help', 'Show this help')
    .allowExcessArguments(false)
    .showHelpAfterError('Try: mockloop-mcp --help')
    .configureOutput({ writeOut })
    .exitOverride();
  for (const { flags, description } of serveFlags) program.option(flags, description);
  return program.addHelpText('after', EXAMPLES + serveEnvironment);
}

const EXAMPLES = `
Examples:
  $ mockloop-mcp
  $ mockloop-mcp --workspace ~/mocks --toolsets core,scenarios
  $ mockloop-mcp --http 3900
`;
