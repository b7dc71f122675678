import { completable, type McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Face } from './face.ts';
import { orProtocolError } from './or-protocol-error.ts';
import { promptArguments } from './prompt-arguments.ts';
import { renderPrompt } from './render-prompt.ts';

/** Adds the prompts, with completion of their arguments. */
export function registerPrompts(server: McpServer, { prompts, services }: Face): void {
  for (const prompt of prompts) {
    const { name, title, description } = prompt;
    // Those that it does not take are refused where it is rendered, whose words say what there is.
    const argsSchema = z.looseObject(promptArguments(prompt, services, completable));
    server.registerPrompt(name, { title, description, argsSchema }, (args) =>
      orProtocolError(renderPrompt(prompt, args, services), services),
    );
  }
}
