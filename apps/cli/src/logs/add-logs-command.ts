import { type Environment, parseCount } from '@mockloop/runtime';
import type { Command } from 'commander';
import { addLogFlags, type LogFlags } from './log-flags.ts';

export interface LogsFlags extends LogFlags {
  readonly limit: number;
  readonly offset?: number;
  readonly cursor?: string;
  readonly follow?: true;
}

export function addLogsCommand(program: Command, environment: Environment): void {
  const command = program.command('logs').description('Show the requests that a mock has answered');
  addLogFlags(command, environment)
    .option('--limit <number>', 'how many of the newest entries to show, 1 to 1000', parseCount, 100)
    .option('--offset <number>', 'leave out this many of the newest', parseCount)
    .option('--cursor <cursor>', 'go on where a page ended (next_cursor of --json)')
    .option('-f, --follow', 'go on showing requests as they come in')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: LogsFlags) => {
      const { runLogs } = await import('./run-logs.ts');
      await runLogs(flags, environment);
    });
}

const EXAMPLES = `
Examples:
  $ mockloop logs --limit 20
  $ mockloop logs --status 4xx --path-regex '^/pets/' --json
  $ mockloop logs --server http://127.0.0.1:8001 --follow
`;
