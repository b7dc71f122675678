import { readServeFlags, type ServeFlagValues, serveEnvironment, serveFlags } from '@mockloop/mcp-server/serve-flags';
import { complain, onSignal } from '@mockloop/runtime';
import type { Command } from 'commander';

/** `mockloop mcp`, which is `mockloop-mcp`. */
export function addMcpCommand(program: Command): void {
  const command = program
    .command('mcp')
    .description('Serve the tools to AI agents over MCP: stdio, or Streamable HTTP');
  for (const { flags, description } of serveFlags) command.option(flags, description);
  command.addHelpText('after', EXAMPLES + serveEnvironment).action(async (values: ServeFlagValues) => {
    // First: nothing that is loaded may write to the stream that the protocol has.
    const { claimStdout } = await import('@mockloop/mcp-server/stdio');
    const stdout = claimStdout(process.stdout, process.stderr);
    const { serveMcp } = await import('@mockloop/mcp-server/serve');
    const options = readServeFlags(values, { env: process.env, cwd: process.cwd() });
    const running = await serveMcp(options, { stdin: process.stdin, stdout, log: complain });
    onSignal(() => void running.close());
    await running.closed;
  });
}

const EXAMPLES = `
Examples:
  $ mockloop mcp
  $ mockloop mcp --workspace ~/mocks --toolsets core,scenarios
  $ mockloop mcp --http 3900
`;
