import { nearestName } from '@mockloop/schema';
import { inlineText } from './inline-text.ts';
import { MockLoopError, type MockLoopProblem } from './mockloop-error.ts';
import type { Prompt } from './prompt.ts';

/**
 * Holds the arguments of a prompt against those that it takes.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` that names each that is wrong, and what there is.
 */
export function checkPromptArguments(prompt: Prompt, args: Readonly<Record<string, unknown>>): void {
  const problems = [...missing(prompt, args), ...wrong(prompt, args)];
  if (problems.length === 0) return;
  const signature = prompt.arguments.map(({ name, isRequired }) => `${name}${isRequired ? '' : '?'}`);
  throw new MockLoopError('INVALID_ARGUMENTS', `The arguments of ${prompt.name} are wrong.`, {
    problems,
    advice: `It takes: ${signature.join(', ')}.`,
  });
}

function missing(prompt: Prompt, args: Readonly<Record<string, unknown>>): MockLoopProblem[] {
  return prompt.arguments
    .filter(({ name, isRequired }) => isRequired && !Object.hasOwn(args, name))
    .map(({ name }) => ({ pointer: `/${name}`, detail: 'it is missing; a text is needed.' }));
}

function wrong(prompt: Prompt, args: Readonly<Record<string, unknown>>): MockLoopProblem[] {
  const known = prompt.arguments.map(({ name }) => name);
  return Object.entries(args).flatMap(([name, value]): MockLoopProblem[] => {
    const pointer = `/${inlineText(name)}`;
    if (known.includes(name)) return typeof value === 'string' ? [] : [{ pointer, detail: 'a text is needed.' }];
    const nearest = nearestName(name, known);
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    return [{ pointer, detail: `there is no such argument.${hint}` }];
  });
}
