import type { Command } from 'commander';
import type { SetExitCode } from '../create-program.ts';

export interface ValidateFlags {
  readonly strict?: true;
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
    .option('--remote-refs', 'follow references of the document to other servers')
    .option('--allow-private-networks', 'load from loopback and private networks too')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ mockloop validate openapi.yaml\n  $ mockloop validate openapi.yaml --strict --json\n',
    )
    .action(async (document: string, flags: ValidateFlags) => {
      const { runValidate } = await import('./run-validate.ts');
      setExitCode(await runValidate(document, flags));
    });
}
