import type { SampleRequest } from '@mockloop/tools';

/** What a client says that it can do, as far as it concerns questions. */
export interface AskableClient {
  readonly elicitation?: { readonly form?: object | undefined; readonly url?: object | undefined } | undefined;
  readonly sampling?: object | undefined;
}

/** Whether a client shows forms. One that says no more than `elicitation: {}` does. */
export function showsForms({ elicitation }: AskableClient): boolean {
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

/** A question of yes or no as a form. */
export interface ConfirmationForm {
  message: string;
  requestedSchema: {
    type: 'object';
    properties: { confirm: { type: 'boolean'; title: string } };
    required: ['confirm'];
  };
}

export function confirmationForm(question: string): ConfirmationForm {
  return {
    message: question,
    requestedSchema: {
      type: 'object',
      properties: { confirm: { type: 'boolean', title: 'Yes, go ahead' } },
      required: ['confirm'],
    },
  };
}

/** Whether the form was sent off with a yes. */
export function isYes({ action, content }: { action: string; content?: unknown }): boolean {
  return action === 'accept' && (content as { confirm?: unknown } | undefined)?.confirm === true;
}

/** A request to the client's own model. */
export interface SamplingMessage {
  systemPrompt: string;
  maxTokens: number;
  messages: { role: 'user'; content: { type: 'text'; text: string } }[];
}

export function samplingMessage({ system, prompt, maxTokens }: SampleRequest): SamplingMessage {
  return { systemPrompt: system, maxTokens, messages: [{ role: 'user', content: { type: 'text', text: prompt } }] };
}

/** The text of what a model said. */
export function textOf({ content }: { content: unknown }): string {
  const blocks: unknown[] = Array.isArray(content) ? content : [content];
  return blocks
    .map((block) => (block as { text?: unknown } | null)?.text)
    .filter((text) => typeof text === 'string')
    .join('\n');
}
