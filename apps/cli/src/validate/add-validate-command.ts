import type { Command } from 'commander';
import type { SetExitCode } from '../create-program.ts';

export interface ValidateFlags {
  readonly strict?: true;
  readonly showStorage?: true;
  readonly config?: string;
  readonly remoteRefs?: true;
  readonly allowPrivateNetworks?: true;
  readonly json?: true;
}

export function addValidateCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command('validate')
    .description(
      'Say what of a document is wrong, where, and what to do about it. Exits with 1 on errors; warnings do not count',
    )
    .argument('<document>', 'OpenAPI or Swagger document: a file or a URL')
    .option('--strict', "hold the document against its specification's own schema too")
    .option('--show-storage', 'instead: print what a stateful mock would store, and what each operation does to it')
    .option('--config <file>', 'configuration whose corrections of storage count (default: mockloop.json)')
    .option('--remote-refs', 'follow references of the document to other servers')
    .option('--allow-private-networks', 'load from loopback and private networks too')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ mockloop validate openapi.yaml\n  $ mockloop validate openapi.yaml --strict --json\n  $ mockloop validate openapi.yaml --show-storage\n',
    )
    .action(async (document: string, flags: ValidateFlags) => {
      const { runValidate } = await import('./run-validate.ts');
      setExitCode(await runValidate(document, flags));
    });
}
