import type { CompleteArgument } from '../prompt.ts';
import type { ToolServices } from '../tool-context.ts';
import { completeChoices } from './complete-choice.ts';
import { toDocumentArguments } from './prompt-texts.ts';

/** Completes the last of several operations of the document that `api_spec` names; nothing where none is named. */
export const completeOperations: CompleteArgument = async (value, services, given = {}) => {
  const { api_spec: text } = given;
  if (text === undefined || text.trim() === '') return [];
  return await completeChoices(await namesIn(text, services))(value, services);
};

/** Each operation, and each path with several. */
async function namesIn(text: string, services: ToolServices): Promise<readonly string[]> {
  const { readApiSpec } = await import('../ai/read-api-spec.ts');
  const { operations } = await readApiSpec(toDocumentArguments(text), services);
  const paths = Map.groupBy(operations, ({ path }) => path);
  return [...paths].flatMap(([path, list]) => [...list.map(({ key }) => key), ...(list.length > 1 ? [path] : [])]);
}
