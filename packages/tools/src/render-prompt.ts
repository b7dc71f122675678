import { nearestName } from '@mockloop/schema';
import { prompts } from './catalogue.ts';
import { MockLoopError, type MockLoopProblem } from './mockloop-error.ts';
import type { Prompt, PromptMessage } from './prompt.ts';
import type { ToolServices } from './tool-context.ts';

/**
 * The messages of a prompt.
 *
 * @throws {MockLoopError} `UNKNOWN_PROMPT`, `INVALID_ARGUMENTS`, and whatever rendering it throws.
 */
export async function renderPrompt(
  name: string,
  args: Readonly<Record<string, string>>,
  services: ToolServices,
): Promise<readonly PromptMessage[]> {
  const prompt = findPrompt(name);
  const problems = [...missing(prompt, args), ...unknown(prompt, args)];
  if (problems.length > 0) {
    const signature = prompt.arguments.map((argument) => `${argument.name}${argument.isRequired ? '' : '?'}`);
    throw new MockLoopError('INVALID_ARGUMENTS', `The arguments of ${name} are wrong.`, {
      problems,
      advice: `It takes: ${signature.join(', ')}.`,
    });
  }
  return prompt.render(args, services);
}

function findPrompt(name: string): Prompt {
  const prompt = prompts.find((one) => one.name === name);
  if (prompt !== undefined) return prompt;
  const names = prompts.map((one) => one.name);
  const nearest = nearestName(name, names);
  throw new MockLoopError('UNKNOWN_PROMPT', `There is no prompt ${JSON.stringify(name)}.`, {
    advice: nearest === undefined ? `There are: ${names.join(', ')}.` : `Did you mean ${nearest}?`,
  });
}

function missing(prompt: Prompt, args: Readonly<Record<string, string>>): MockLoopProblem[] {
  return prompt.arguments
    .filter(({ name, isRequired }) => isRequired && !Object.hasOwn(args, name))
    .map(({ name }) => ({ pointer: `/${name}`, detail: 'it is missing; a text is needed.' }));
}

function unknown(prompt: Prompt, args: Readonly<Record<string, string>>): MockLoopProblem[] {
  const known = prompt.arguments.map(({ name }) => name);
  return Object.entries(args).flatMap(([name, value]): MockLoopProblem[] => {
    const pointer = `/${name}`;
    if (known.includes(name)) return typeof value === 'string' ? [] : [{ pointer, detail: 'a text is needed.' }];
    const nearest = nearestName(name, known);
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    return [{ pointer, detail: `there is no such argument.${hint}` }];
  });
}
