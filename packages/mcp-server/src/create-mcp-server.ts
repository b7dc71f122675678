import { randomBytes } from 'node:crypto';
import { findTool, type Tool, type ToolCall } from '@mockloop/tools';
import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  type InputRequiredResult,
  type McpRequestContext,
  McpServer,
  type RequestStateCodec,
  type ServerContext,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import { type Answers, askByResult } from './ask-by-result.ts';
import { ANSWER_TIMEOUT_MS, askDirectly } from './ask-directly.ts';
import { type CallResult, callResult } from './call-result.ts';
import { createFace, type Face, type FaceOptions } from './face.ts';
import { FIXED } from './fixed.ts';
import { listedTool } from './listed-tool.ts';
import { orProtocolError } from './or-protocol-error.ts';
import { progressOf } from './progress-of.ts';
import type { AskableClient } from './questions.ts';
import { registerPrompts } from './register-prompts.ts';
import { registerResources } from './register-resources.ts';

/** Makes a server for one connection, or for one request of the revisions without connections. */
export type CreateMcpServer = (request?: McpRequestContext) => McpServer;

/**
 * An MCP server with the tools, prompts and resources of MockLoop, for a transport of the caller's. `serveStdio` and `serveHttp`
 * bring their own.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not.
 */
export function createMcpServer(options: FaceOptions): McpServer {
  return mcpServerFactory(options)();
}

/** The same for many connections: what they share is made once. */
export function mcpServerFactory(options: FaceOptions): CreateMcpServer {
  const face = createFace(options);
  const codec = createRequestStateCodec<Answers>({ key: randomBytes(32), ttlSeconds: ANSWER_TIMEOUT_MS / 1000 });
  return (request) => {
    const server = new McpServer(face.info, {
      instructions: face.instructions,
      // What there is is fixed when the server starts.
      capabilities: {
        tools: { listChanged: false },
        prompts: { listChanged: false },
        resources: { listChanged: false },
      },
      cacheHints: {
        'server/discover': FIXED,
        'tools/list': FIXED,
        'prompts/list': FIXED,
        'resources/templates/list': FIXED,
      },
      requestState: { verify: codec.verify },
    });
    registerTools(server, { face, codec, request });
    registerPrompts(server, face);
    registerResources(server, face);
    return server;
  };
}

interface Serving {
  readonly face: Face;
  readonly codec: RequestStateCodec<Answers>;
  readonly request: McpRequestContext | undefined;
}

type Answer = (tool: Tool, args: unknown, context: ServerContext) => Promise<CallResult | InputRequiredResult>;

function registerTools(server: McpServer, serving: Serving): void {
  const { face, request } = serving;
  const tools = face.tools(request?.requestInfo?.headers);
  const answer = answerCalls(server, serving);
  for (const tool of tools) registerTool(server, tool, answer);
  // The SDK's own says of a tool that there is not no more than that: a model that mistook a name is to learn the right one.
  const called = async (name: string): Promise<Tool> => findTool(name, tools);
  server.server.setRequestHandler('tools/call', async ({ params }, context) => {
    const tool = await orProtocolError(called(params.name), face.services);
    return answer(tool, params.arguments ?? {}, context);
  });
}

function registerTool(server: McpServer, tool: Tool, answer: Answer): void {
  const listed = listedTool(tool);
  const { title, description, annotations, _meta } = listed;
  const config = {
    title,
    description,
    annotations,
    _meta,
    inputSchema: unchecked(() => listed.inputSchema),
    outputSchema: unchecked(() => listed.outputSchema),
  };
  server.registerTool(tool.name, config, (args, context) => answer(tool, args, context));
}

function answerCalls(server: McpServer, { face, codec, request }: Serving): Answer {
  return async (tool, args, { mcpReq }) => {
    const client = clientOf(server, mcpReq);
    const call = { signal: mcpReq.signal, progress: progressOf(mcpReq._meta?.progressToken, mcpReq.notify) };
    if (request?.era !== 'modern') {
      return callResult(tool, args, { ...face.services, ...call, ...questionsOf(client, mcpReq) });
    }
    const questions = askByResult(mcpReq, client, codec);
    const result = await callResult(tool, args, { ...face.services, ...call, ...questions });
    // Whatever the tool made of not being answered: what counts is the call that comes with the answer.
    return (await questions.pending()) ?? result;
  };
}

function questionsOf(client: AskableClient, mcpReq: ServerContext['mcpReq']): Pick<ToolCall, 'confirm' | 'sample'> {
  const options = { signal: mcpReq.signal, timeout: ANSWER_TIMEOUT_MS };
  return askDirectly(client, {
    elicit: (form) => mcpReq.elicitInput(form, options),
    createMessage: (message) => mcpReq.requestSampling(message, options),
  });
}

function clientOf({ server }: McpServer, { envelope }: ServerContext['mcpReq']): AskableClient {
  // The type of the envelope has none of its keys.
  const ofRequest = (envelope as Readonly<Record<string, AskableClient>> | undefined)?.[CLIENT_CAPABILITIES_META_KEY];
  return ofRequest ?? server.getClientCapabilities() ?? {};
}

/** A schema that shows itself and lets everything pass: arguments are checked where the tool is called, whose words say what to do. */
function unchecked(read: () => Readonly<Record<string, unknown>>): StandardSchemaWithJSON {
  const json = (): Record<string, unknown> => ({ ...read() });
  return {
    '~standard': {
      version: 1,
      vendor: 'mockloop',
      validate: (value) => ({ value }),
      jsonSchema: { input: json, output: json },
    },
  };
}
