/** The text of `docs/cli.md`: the help of every command. Run, it writes that file; a test holds the file to it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { createProgram } from '../apps/cli/src/create-program.ts';

const FILE = path.join(import.meta.dirname, '../docs/cli.md');

export function commandReference(): string {
  const program = createProgram({ home: '.mockloop', isAttached: false, debug: false }, () => undefined);
  return `${[HEAD, ...commandsOf(program).map(describe)].join('\n\n')}\n`;
}

const HEAD = `# Commands

What \`mockloop <command> --help\` shows. Written by \`node --conditions=@mockloop/source scripts/command-reference.ts\`.

Results go to stdout, everything else to stderr. \`--json\` prints results as JSON. The exit code is 0, or 1 when something is wrong with the command line or with what it was to work on.`;

function commandsOf(command: Command): Command[] {
  const commands = command.createHelp().visibleCommands(command);
  return [command, ...commands.flatMap(commandsOf)];
}

function describe(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 120 }).outputHelp();
  return `## ${nameOf(command)}\n\n\`\`\`text\n${help.trim()}\n\`\`\``;
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

if (import.meta.main) writeFileSync(FILE, commandReference());
