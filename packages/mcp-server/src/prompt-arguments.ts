import type { Prompt, PromptArgument, ToolServices } from '@mockloop/tools';
import * as z from 'zod';
import { orNothing } from './or-nothing.ts';

type Field = z.ZodType<string | undefined, string | undefined>;

/** `completable` of either line of the SDK. */
export type Completable = (
  schema: Field,
  complete: (value: string | undefined, context?: { arguments?: Record<string, string> }) => Promise<string[]>,
) => Field;

/** The arguments of a prompt as both lines of the SDK want them. */
export function promptArguments(
  { arguments: list }: Prompt,
  services: ToolServices,
  completable: Completable,
): Record<string, Field> {
  return Object.fromEntries(list.map((argument) => [argument.name, fieldOf(argument, services, completable)]));
}

function fieldOf(
  { description, isRequired, complete }: PromptArgument,
  services: ToolServices,
  completable: Completable,
): Field {
  const completed = (field: Field): Field =>
    complete === undefined
      ? field
      : completable(field, (value = '', { arguments: given = {} } = {}) =>
          orNothing(complete(value, services, given), services),
        );
  const text = completed(z.string().describe(description));
  // One line of the SDK looks for the completion inside of what is optional, the other outside.
  return isRequired ? text : completed(text.optional().describe(description));
}
