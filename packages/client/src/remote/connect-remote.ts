import type { ResourceContent } from '@mockloop/tools';
import { MockLoopError } from '@mockloop/tools/mockloop-error';
import {
  type CallToolRequestOptions,
  type CallToolResult,
  Client,
  type ClientCapabilities,
  type ReadResourceResult,
} from '@modelcontextprotocol/client';
import manifest from '../../package.json' with { type: 'json' };
import type { Backend, CallOptions, ToolAnswer } from '../backend.ts';
import type { Answers } from '../mockloop-client.ts';
import { answerServer } from './answer-server.ts';
import { openTransport, type ServerAddress } from './open-transport.ts';
import { asMockLoopError, errorOfResult } from './remote-error.ts';
import { toolInfo } from './tool-info.ts';

/** Work takes as long as it takes: a signal ends it. The longest that a timer can wait, in milliseconds. */
const NO_TIMEOUT = 2_147_483_647;

/** The tools of a MockLoop MCP server. */
export async function connectRemote(server: ServerAddress, answers: Answers): Promise<Backend> {
  const { name, version } = manifest;
  const client = new Client(
    { name, version },
    {
      capabilities: capabilitiesOf(answers),
      // To find out what a spawned server speaks would cost a second process.
      ...('url' in server && { versionNegotiation: { mode: 'auto' } }),
    },
  );
  answerServer(client, answers);
  const where = 'url' in server ? String(server.url) : server.command;
  const reaching = async <T>(work: Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw asMockLoopError(error, { where, signal });
    }
  };
  await reaching(client.connect(await openTransport(server)));
  return {
    async call(tool, args, { signal, onProgress }) {
      const params = { name: tool, arguments: argumentsOf(args) };
      const result = await reaching(client.callTool(params, requestOptions({ signal, onProgress })), signal);
      return answerOf(result, where);
    },
    async listTools() {
      const { tools } = await reaching(client.listTools());
      return tools.map(toolInfo);
    },
    async readResource(uri) {
      const { contents } = await reaching(client.readResource({ uri }));
      return contentOf(contents, uri);
    },
    async prompt(prompt, args) {
      const { messages } = await reaching(client.getPrompt({ name: prompt, arguments: { ...args } }));
      return messages.map(({ role, content }) => ({ role, text: content.type === 'text' ? content.text : '' }));
    },
    close: () => client.close(),
  };
}

function capabilitiesOf({ confirm, sample }: Answers): ClientCapabilities {
  return {
    ...(confirm !== undefined && { elicitation: { form: {} } }),
    ...(sample !== undefined && { sampling: {} }),
  };
}

function requestOptions({ signal, onProgress }: CallOptions): CallToolRequestOptions {
  return {
    timeout: NO_TIMEOUT,
    ...(signal !== undefined && { signal }),
    ...(onProgress !== undefined && {
      onprogress: ({ progress, total, message }) => onProgress({ done: progress, total, message }),
    }),
  };
}

/** What is no object is refused by the server in the words of the tool; MCP cannot carry it. */
function argumentsOf(args: unknown): Record<string, unknown> {
  if (typeof args === 'object' && args !== null && !Array.isArray(args)) return { ...args };
  throw new MockLoopError('INVALID_ARGUMENTS', 'The arguments of a tool are an object.');
}

function answerOf(result: CallToolResult, where: string): ToolAnswer {
  const text = result.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  if (result.isError === true) throw errorOfResult(result, text);
  if (result.structuredContent === undefined)
    throw new MockLoopError(
      'NOT_SUPPORTED',
      `What answers at ${where} is no MockLoop MCP server: it sent a text alone.`,
    );
  return { text, output: result.structuredContent as object };
}

function contentOf([content]: ReadResourceResult['contents'], uri: string): ResourceContent {
  if (content === undefined || !('text' in content))
    throw new MockLoopError('NOT_SUPPORTED', `${uri} is no text: what answered is no MockLoop MCP server.`);
  return { mimeType: content.mimeType ?? 'text/plain', text: content.text };
}
