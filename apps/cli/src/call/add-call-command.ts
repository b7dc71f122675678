import type { Environment } from '@mockloop/runtime';
import type { Command } from 'commander';

/** `mockloop call`: any tool. What its flags are is known when the tool is. */
export function addCallCommand(program: Command, environment: Environment): void {
  const command = program
    .command('call')
    .description('Call any tool: mockloop call <tool> --help shows what it takes. Without a tool: list them')
    .argument('[tool]', 'its name')
    .argument('[arguments...]', 'what it takes')
    .helpOption(false)
    .allowUnknownOption()
    .addHelpText('after', EXAMPLES)
    .action(async (tool: string | undefined, args: readonly string[]) => {
      const { runCall } = await import('./run-call.ts');
      const isNamed = tool !== undefined && tool !== '--help';
      if (!isNamed) command.outputHelp();
      await runCall(isNamed ? tool : undefined, args, environment);
    });
}

const EXAMPLES = `
Examples:
  $ mockloop call
  $ mockloop call query_mock_logs --help
  $ mockloop call query_mock_logs --server_url http://127.0.0.1:8000 --limit 5
  $ mockloop call manage_mock_data --json '{"server_url": "http://127.0.0.1:8000", "operation": "list_scenarios"}'
`;
