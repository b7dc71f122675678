import type { Prompt, ToolServices } from '@mockloop/tools';

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
  args: Readonly<Record<string, string | undefined>>,
  services: ToolServices,
): Promise<PromptResult> {
  const given = Object.entries(args).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const messages = await prompt.render(Object.fromEntries(given), services);
  return {
    description: prompt.description,
    messages: messages.map(({ role, text }) => ({ role, content: { type: 'text', text } })),
  };
}
