import { text } from 'node:stream/consumers';
import { type Environment, print, printJson, styled } from '@mockloop/runtime';
import { findTool, type Tool, tools, toolText } from '@mockloop/tools';
import { Command } from 'commander';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import { openToolbox } from '../tools/open-toolbox.ts';
import { flagText, tryParse } from './flag-text.ts';
import { addToolFlags, readToolFlags } from './tool-flags.ts';

/** Calls a tool with flags made from its input schema, or lists the tools where none is named. */
export async function runCall(
  name: string | undefined,
  args: readonly string[],
  environment: Environment,
): Promise<void> {
  if (name === undefined) return listTools();
  const tool = findTool(name);
  const command = commandOf(tool);
  await command
    .action(async (flags: Readonly<Record<string, unknown>>) => {
      const input = await inputOf(tool, flags);
      await using toolbox = openToolbox(environment, flags);
      const result = await callAtTerminal((call) => toolbox.callUnchecked(tool.name, input, call));
      if (flags.json === undefined) print(toolText(tool, result));
      else printJson(result);
    })
    .parseAsync(args.map(withUnderscores), { from: 'user' });
}

/** A command line for one tool. */
export function commandOf(tool: Tool): Command {
  const command = new Command(`mockloop call ${tool.name}`)
    .description(tool.description)
    .helpOption('--help', 'Show this help')
    .allowExcessArguments(false)
    .exitOverride()
    .option(
      '--json [arguments]',
      'print the result as JSON; with a value: the arguments as JSON, @file for a file, - for the standard input',
    )
    .option('--allow-private-networks', 'load documents from loopback and private networks too');
  return addToolFlags(command, tool);
}

/** Flags are named as the arguments are; who writes `--server-url` means the same. */
function withUnderscores(arg: string): string {
  const [, flag = '', rest = ''] = /^(--[a-z_-]+)(=.*)?$/s.exec(arg) ?? [];
  if (flag === '' || flag === '--allow-private-networks') return arg;
  const [, no = '', name = ''] = /^(--(?:no-)?)(.*)$/s.exec(flag) ?? [];
  return no + name.replaceAll('-', '_') + rest;
}

async function inputOf(tool: Tool, flags: Readonly<Record<string, unknown>>): Promise<object> {
  const { json } = flags;
  const given = typeof json === 'string' ? parseJson(await readValue(json)) : {};
  return { ...given, ...(await readToolFlags(tool, flags)) };
}

async function readValue(value: string): Promise<string> {
  return value === '-' ? text(process.stdin) : flagText(value);
}

function parseJson(json: string): object {
  const value = tryParse(json);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Error('--json takes the arguments as a JSON object, e.g. --json \'{"limit": 5}\'.');
}

function listTools(): void {
  for (const toolset of new Set(tools.map((tool) => tool.toolset))) {
    print(`\n${styled('bold', toolset)}`);
    for (const { name, title } of tools.filter((tool) => tool.toolset === toolset))
      print(`  ${name.padEnd(32)}  ${title}`);
  }
}
