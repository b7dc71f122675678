import type { ApiDocument } from '@mockloop/spec-parser';
import { loadDocument } from '@mockloop/spec-parser';
import { fence } from '../ai/request-text.ts';
import type { PromptMessage } from '../prompt.ts';

/** A small API on which a prompt shows what is asked for. */
export const EXAMPLE_SOURCE: Readonly<Record<string, unknown>> = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1.0.0' },
  security: [{ key: [] }],
  paths: {
    '/notes': {
      post: {
        operationId: 'createNote',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['text'], properties: { text: { type: 'string', maxLength: 500 } } },
            },
          },
        },
        responses: { 201: { description: 'Made' }, 401: { description: 'No key' }, 422: { description: 'No text' } },
      },
    },
    '/notes/{noteId}': {
      parameters: [{ name: 'noteId', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
      get: {
        operationId: 'readNote',
        responses: {
          200: {
            description: 'The note',
            content: { 'application/json': { schema: { type: 'object', properties: { text: { type: 'string' } } } } },
          },
          401: { description: 'No key' },
          404: { description: 'No such note' },
        },
      },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

export async function exampleDocument(): Promise<ApiDocument> {
  return await loadDocument({ ...EXAMPLE_SOURCE });
}

/** The example as a question and its answer. */
export function exampleMessages(question: string, answer: unknown): readonly PromptMessage[] {
  return [
    { role: 'user', text: `An example first. ${question}\n${fence(JSON.stringify(EXAMPLE_SOURCE))}` },
    { role: 'assistant', text: JSON.stringify(answer) },
  ];
}
