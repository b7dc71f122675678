import type { Client } from '@modelcontextprotocol/client';
import type { Answers } from '../mockloop-client.ts';

/** Answers what tools ask back in the course of their work: elicitation and sampling. */
export function answerServer(client: Client, { confirm, sample }: Answers): void {
  if (confirm !== undefined) {
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      if (params.mode === 'url' || !(await confirm(params.message))) return { action: 'decline' };
      // A form of MockLoop's has one box to tick.
      const fields = Object.keys(params.requestedSchema.properties);
      return { action: 'accept', content: Object.fromEntries(fields.map((field) => [field, true])) };
    });
  }
  if (sample !== undefined) {
    client.setRequestHandler(
      'sampling/createMessage',
      async ({ params: { systemPrompt = '', messages, maxTokens } }) => {
        const prompt = messages
          .flatMap(({ content }) => content)
          .flatMap((part) => (part.type === 'text' ? [part.text] : []))
          .join('\n');
        const text = await sample({ system: systemPrompt, prompt, maxTokens });
        return { model: 'unknown', role: 'assistant', content: { type: 'text', text } };
      },
    );
  }
}
