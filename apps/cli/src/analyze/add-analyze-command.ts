import type { Environment } from '@mockloop/runtime';
import { type Command, Option } from 'commander';
import { addLogFlags, type LogFlags } from '../logs/log-flags.ts';

export interface AnalyzeFlags extends LogFlags {
  readonly groupBy: string;
}

export function addAnalyzeCommand(program: Command, environment: Environment): void {
  const command = program
    .command('analyze')
    .description('Counts, error rates and response times of the requests that a mock has answered');
  const dimensions = ['endpoint', 'status', 'method', 'client', 'session', 'hour', 'minute', 'second'];
  addLogFlags(command, environment)
    .addOption(new Option('--group-by <what>', 'what each row stands for').choices(dimensions).default('endpoint'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ mockloop analyze\n  $ mockloop analyze --group-by hour --status 5xx --json\n',
    )
    .action(async (flags: AnalyzeFlags) => {
      const { runAnalyze } = await import('./run-analyze.ts');
      await runAnalyze(flags, environment);
    });
}
