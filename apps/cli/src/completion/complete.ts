import { type Environment, printable } from '@mockloop/runtime';
import type { Command, Option } from 'commander';
import { openToolbox } from '../tools/open-toolbox.ts';

/** Something that may stand where the cursor is. */
export interface Candidate {
  readonly value: string;
  /** `''` for none. */
  readonly description: string;
}

/**
 * What may stand at the cursor.
 *
 * @param words Those behind `mockloop` up to the cursor; the last is the one that is being written, `''` for a new one.
 */
export async function complete(
  program: Command,
  words: readonly string[],
  environment: Environment,
): Promise<readonly Candidate[]> {
  const current = words.at(-1) ?? '';
  const { command, rest } = await commandAt(program, words.slice(0, -1));
  const candidates = await candidatesOf(command, { rest, current, environment });
  // One with a line end or a tab in it would be several, and the first of them a description.
  return candidates.filter(({ value }) => value.startsWith(current) && printable(value) === value);
}

/** The command that the words lead to, and what stands behind its name. */
async function commandAt(
  program: Command,
  words: readonly string[],
): Promise<{ command: Command; rest: readonly string[] }> {
  let command = program;
  for (const [index, word] of words.entries()) {
    if (command.name() === 'call' && !word.startsWith('-')) return toolCommand(command, words.slice(index));
    const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (next === undefined) return { command, rest: words.slice(index) };
    command = next;
  }
  return { command, rest: [] };
}

async function toolCommand(
  call: Command,
  [name = '', ...rest]: readonly string[],
): Promise<{ command: Command; rest: readonly string[] }> {
  const [{ tools }, { commandOf }] = await Promise.all([import('@mockloop/tools'), import('../call/run-call.ts')]);
  const tool = tools.find((one) => one.name === name);
  return tool === undefined ? { command: call, rest: [name, ...rest] } : { command: commandOf(tool), rest };
}

interface Place {
  readonly rest: readonly string[];
  readonly current: string;
  readonly environment: Environment;
}

async function candidatesOf(command: Command, { rest, current, environment }: Place): Promise<readonly Candidate[]> {
  const before = rest.at(-1) ?? '';
  const option = command.options.find((one) => one.long === before || one.short === before);
  // A flag that may go without a value leaves open what comes behind it.
  if (option !== undefined && (option.required || option.optional)) {
    const values = (option.argChoices ?? []).map((value) => ({ value, description: '' }));
    if (option.required || values.length > 0) return values;
  }
  if (current.startsWith('-')) return command.options.filter(isShown).map(flagOf);
  if (command.commands.length > 0) return subcommandsOf(command);
  return rest.some((word) => !word.startsWith('-')) ? [] : namesFor(command, environment);
}

function isShown({ long, hidden }: Option): boolean {
  return long !== undefined && !hidden;
}

function flagOf({ long = '', description }: Option): Candidate {
  return { value: long, description: printable(description) };
}

function subcommandsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), description: printable(one.description()) }));
}

/** The first argument of commands that take the name of something that is there. */
async function namesFor(command: Command, environment: Environment): Promise<readonly Candidate[]> {
  switch (command.name()) {
    case 'call': {
      const { tools } = await import('@mockloop/tools');
      return tools.map(({ name, title }) => ({ value: name, description: title }));
    }
    case 'completion':
      return (command.registeredArguments[0]?.argChoices ?? []).map((value) => ({ value, description: '' }));
    case 'start':
      return mockNames(environment, 'not_running');
    case 'stop':
      return mockNames(environment, 'running');
    case 'switch':
      return scenarioNames(environment);
    default:
      return [];
  }
}

async function mockNames(environment: Environment, state: 'running' | 'not_running'): Promise<readonly Candidate[]> {
  await using toolbox = openToolbox(environment);
  const { mocks } = await toolbox.call('discover_mock_servers', { check_health: false });
  return mocks.flatMap(({ name, api_title, state: now }) =>
    name !== undefined && now === state ? [{ value: name, description: printable(api_title ?? '') }] : [],
  );
}

async function scenarioNames(environment: Environment): Promise<readonly Candidate[]> {
  await using toolbox = openToolbox(environment);
  const { servers } = await toolbox.call('list_active_scenarios', {});
  return servers.flatMap(({ scenarios }) => scenarios.map((name) => ({ value: name, description: '' })));
}
