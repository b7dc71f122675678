import { type Environment, print } from '@mockloop/runtime';
import { Argument, type Command } from 'commander';
import { type CompletionShell, completionScripts } from './completion-scripts.ts';

/** `mockloop completion <shell>`, and the hidden command by which its script asks for what fits. */
export function addCompletionCommand(program: Command, environment: Environment): void {
  program
    .command('completion')
    .description('Print the script that lets a shell complete commands, flags, tools and names of mocks')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(completionScripts)))
    .addHelpText('after', EXAMPLES)
    .action((shell: CompletionShell) => print(completionScripts[shell].trim()));
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (words: readonly string[]) => {
      const { complete } = await import('./complete.ts');
      for (const { value, description } of await complete(program, words, environment))
        print(description === '' ? value : `${value}\t${description}`);
    });
}

const EXAMPLES = `
Examples:
  $ mockloop completion bash >> ~/.bashrc
  $ mockloop completion zsh > "\${fpath[1]}/_mockloop"
  $ mockloop completion fish > ~/.config/fish/completions/mockloop.fish
`;
