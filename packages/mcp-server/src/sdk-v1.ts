import type { Tool, ToolCall, ToolServices } from '@mockloop/tools';
import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import { ErrorCode, McpError, type ServerNotification, type ServerRequest } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { ANSWER_TIMEOUT_MS, askDirectly } from './ask-directly.ts';
import { asMockLoopError, callResult, errorMeta } from './call-result.ts';
import { createFace, type Face, type FaceOptions } from './face.ts';
import { listedTool } from './listed-tool.ts';
import { progressOf } from './progress-of.ts';
import { promptArguments } from './prompt-arguments.ts';
import { readContents, readTemplateContents } from './read-contents.ts';
import { renderPrompt } from './render-prompt.ts';
import { templateCallbacks } from './template-callbacks.ts';

/**
 * Puts the tools, prompts and resources of MockLoop into a server that somebody already has, made with
 * `@modelcontextprotocol/sdk` 1.x. Lists and results are those of MockLoop's own server. Call it before the server is connected.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not.
 */
export function bindToSdkV1(server: McpServer, options: FaceOptions): void {
  const face = createFace(options);
  for (const tool of face.tools()) bindTool(server, tool, face.services);
  bindPrompts(server, face);
  bindResources(server, face);
}

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

function bindTool(server: McpServer, tool: Tool, services: ToolServices): void {
  const { title, description, annotations, _meta, inputSchema, outputSchema } = listedTool(tool);
  const config = {
    title,
    description,
    annotations,
    _meta: { ..._meta },
    inputSchema: unchecked(inputSchema),
    outputSchema: unchecked(outputSchema),
  };
  const registered = server.registerTool(tool.name, config, (args, extra) =>
    callResult(tool, args, {
      ...services,
      signal: extra.signal,
      progress: progressOf(extra._meta?.progressToken, extra.sendNotification),
      ...questionsOf(server, extra),
    }),
  );
  // That a tool is no task need not be said of each.
  delete registered.execution;
}

function questionsOf({ server }: McpServer, extra: Extra): Pick<ToolCall, 'confirm' | 'sample'> {
  const options = { signal: extra.signal, timeout: ANSWER_TIMEOUT_MS, relatedRequestId: extra.requestId };
  return askDirectly(server.getClientCapabilities() ?? {}, {
    elicit: (form) => server.elicitInput(form, options),
    createMessage: (message) => server.createMessage(message, options),
  });
}

/** A schema that shows itself and lets everything pass: arguments are checked where the tool is called, whose words say what to do. */
function unchecked(json: Readonly<Record<string, unknown>>): z.ZodObject {
  return z.looseObject({}).meta({ $schema: undefined, additionalProperties: undefined, ...json });
}

function bindPrompts(server: McpServer, { prompts, services }: Face): void {
  for (const prompt of prompts) {
    const { name, title, description } = prompt;
    const argsSchema = promptArguments(prompt, services, completable);
    const registered = server.registerPrompt(name, { title, description, argsSchema }, (args) =>
      orMcpError(renderPrompt(prompt, args, services), services),
    );
    // What it does not take would be dropped; where it is rendered that is refused.
    registered.argsSchema = z.looseObject(argsSchema);
  }
}

function bindResources(server: McpServer, { resources, resourceTemplates, services }: Face): void {
  for (const resource of resources) {
    const { name, uri, title, description, mimeType } = resource;
    server.registerResource(name, uri, { title, description, mimeType }, () =>
      orMcpError(readContents(resource, services), services),
    );
  }
  for (const template of resourceTemplates) {
    const { name, uriTemplate, title, description, mimeType } = template;
    const resourceTemplate = new ResourceTemplate(uriTemplate, templateCallbacks(template, services));
    server.registerResource(name, resourceTemplate, { title, description, mimeType }, ({ href: uri }, variables) =>
      orMcpError(readTemplateContents(template, { uri, variables }, services), services),
    );
  }
}

/** Prompts and resources have no results that are errors: what goes wrong there is an error of the protocol. */
async function orMcpError<T>(work: Promise<T>, services: ToolServices): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const known = asMockLoopError(error, services);
    const number = known.code === 'INTERNAL_ERROR' ? ErrorCode.InternalError : ErrorCode.InvalidParams;
    throw new McpError(number, known.message, errorMeta(known));
  }
}
