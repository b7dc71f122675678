import { nearestName } from '@mockloop/schema';
import { prompts } from './catalogue.ts';
import { checkPromptArguments } from './check-prompt-arguments.ts';
import { MockLoopError } from './mockloop-error.ts';
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
  checkPromptArguments(prompt, args);
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
