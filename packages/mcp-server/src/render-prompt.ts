import { checkPromptArguments, type Prompt, type ToolServices } from '@mockloop/tools';

/** A prompt's messages as every revision of MCP has them. */
export type PromptResult = {
  description: string;
  messages: { role: 'user' | 'assistant'; content: { type: 'text'; text: string } }[];
};

/**
 * @param args By name; those that were not given may be there as `undefined`.
 * @throws {MockLoopError}
 */
export async function renderPrompt(
  prompt: Prompt,
  args: Readonly<Record<string, unknown>>,
  services: ToolServices,
): Promise<PromptResult> {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
  checkPromptArguments(prompt, given);
  const messages = await prompt.render(given as Record<string, string>, services);
  return {
    description: prompt.description,
    messages: messages.map(({ role, text }) => ({ role, content: { type: 'text', text } })),
  };
}
